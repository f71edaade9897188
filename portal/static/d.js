"use strict";
/* The staff's pages work without a script; this makes them quicker. */

/* Passkeys: the server asks, the device answers, and the form carries the answer. */
(function () {
  if (!window.PublicKeyCredential || !navigator.credentials || !window.fetch) { return; }
  /* No field of ours takes more at once. */
  var PIECE = 500;

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    var made = new Uint8Array(plain.length);
    for (var i = 0; i < plain.length; i += 1) { made[i] = plain.charCodeAt(i); }
    return made;
  }
  function text(buffer) {
    var seen = new Uint8Array(buffer || new ArrayBuffer(0));
    var plain = "";
    for (var i = 0; i < seen.length; i += 1) { plain += String.fromCharCode(seen[i]); }
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/[=]+$/, "");
  }
  function put(form, name, value) {
    for (var at = 0; at < value.length; at += PIECE) {
      var field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value.slice(at, at + PIECE);
      field.className = "answered";
      form.appendChild(field);
    }
  }
  function ready(ask) {
    ask.challenge = bytes(ask.challenge);
    if (ask.user) { ask.user.id = bytes(ask.user.id); }
    (ask.allowCredentials || []).concat(ask.excludeCredentials || []).forEach(function (key) {
      key.id = bytes(key.id);
    });
    return { publicKey: ask };
  }
  function keep(form, prefix, question, made) {
    var said = made.response;
    put(form, prefix + "question", question);
    put(form, prefix + "id", made.id);
    put(form, prefix + "client", text(said.clientDataJSON));
    if (said.attestationObject) { put(form, prefix + "attestation", text(said.attestationObject)); } else {
      put(form, prefix + "authenticator", text(said.authenticatorData));
      put(form, prefix + "signature", text(said.signature));
      put(form, prefix + "user", text(said.userHandle));
    }
  }
  /* One question to the device; its answer goes into the form, under names with this prefix. */
  function ask(form, address, kind, prefix) {
    return fetch(address, {
      method: "POST", body: new URLSearchParams(), credentials: "same-origin", redirect: "error"
    }).then(function (answer) {
      if (!answer.ok) { throw answer; }
      return answer.json();
    }).then(function (told) {
      var asked = ready(told.ask);
      var made = kind === "create" ? navigator.credentials.create(asked) : navigator.credentials.get(asked);
      return made.then(function (key) { keep(form, prefix, told.question, key); });
    });
  }
  /* Whether the device must show who asks: it can, and no code was typed. */
  function wants(form) {
    var code = form.querySelector("[name=proof]");
    return form.hasAttribute("data-prove") && !(code && code.value.trim());
  }
  function begin(form, pressed) {
    var button = pressed || form.querySelector("button");
    var refused = form.querySelector("[data-refused]");
    button.disabled = true;
    refused.hidden = true;
    Array.prototype.forEach.call(form.querySelectorAll(".answered"), function (old) { old.remove(); });
    var proved = wants(form) ? ask(form, form.getAttribute("data-prove"), "get", "proof_") : Promise.resolve();
    proved.then(function () {
      var kind = form.getAttribute("data-passkey");
      return kind ? ask(form, form.getAttribute("data-options"), kind, "") : null;
    }).then(function () {
      if (button.name) { put(form, button.name, button.value); }
      form.submit();
    }).catch(function () {
      button.disabled = false;
      refused.hidden = false;
    });
  }
  Array.prototype.forEach.call(document.querySelectorAll("form[data-passkey], form[data-prove]"), function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      if (!form.hasAttribute("data-passkey") && !wants(form)) { return; }
      event.preventDefault();
      begin(form, event.submitter);
    });
  });
})();

/* A desk that nobody touches for a quarter of an hour is locked, here as on the server, and says so
   a minute before. A touch is being at work, and so is moving on with a screen reader, which presses
   no key: the server is told of it, at most once a minute. */
(function () {
  if (!document.querySelector("form[action='/staff/leave']")) { return; }
  var IDLE = 15 * 60 * 1000;
  var WARNED = 14 * 60 * 1000;
  var TOLD = 60 * 1000;
  var warning = document.getElementById("locks");
  var touch = Date.now();
  var told = Date.now();

  function lock() { window.location.replace("/staff"); }
  function touched() {
    var now = Date.now();
    if (now - touch >= IDLE) { lock(); return; }
    touch = now;
    warning.hidden = true;
    if (now - told < TOLD || !window.fetch) { return; }
    told = now;
    fetch("/staff/stay", { method: "POST", credentials: "same-origin" }).catch(function () {});
  }
  ["pointerdown", "click", "keydown", "input", "wheel", "touchmove"].forEach(function (kind) {
    document.addEventListener(kind, touched, { passive: true, capture: true });
  });
  /* A part of the page that is drawn anew gets the focus back by itself: nobody moved it. */
  var drawn = false;
  document.addEventListener("htmx:beforeSwap", function (event) { drawn = event.detail.shouldSwap; });
  document.addEventListener("htmx:afterSettle", function () { drawn = false; });
  document.addEventListener("focusin", function () { if (!drawn) { touched(); } }, { passive: true, capture: true });
  setInterval(function () {
    var idle = Date.now() - touch;
    if (idle >= IDLE) { lock(); } else if (idle >= WARNED) { warning.hidden = false; }
  }, 5000);
})();

/* A page that asks by itself and gets no answer looks like a quiet morning: it says since when. And
   what somebody wrote is not sent into the dark, where a browser would lose it: it goes once the
   server has answered, and until then it stays as it is. */
(function () {
  var note = document.getElementById("lost");
  if (!note || !window.fetch) { return; }
  var PATIENCE = 6000;
  var heard = new Date();
  var asked = 0;
  var pressed = null;
  var trying = null;
  var sure = null;

  function two(number) { return (number < 10 ? "0" : "") + number; }
  function tell() {
    note.querySelector("time").textContent = two(heard.getHours()) + ":" + two(heard.getMinutes());
    note.hidden = false;
  }
  function hear() {
    heard = new Date();
    asked = 0;
    note.hidden = true;
  }
  /* One answer to a look may be missed now and then; one to a press is told of at once. */
  function miss(verb) {
    if (verb !== "get" || Date.now() - asked >= PATIENCE) { tell(); }
  }
  document.addEventListener("htmx:beforeSend", function (event) {
    var request = event.detail.xhr;
    var verb = event.detail.requestConfig.verb;
    asked = asked || Date.now();
    request.addEventListener("load", function () { if (request.status < 500) { hear(); } else { miss(verb); } });
    request.addEventListener("error", function () { miss(verb); });
    request.addEventListener("timeout", function () { miss(verb); });
    request.addEventListener("abort", function () { asked = 0; });
  });
  setInterval(function () { if (asked && Date.now() - asked >= PATIENCE) { tell(); } }, 2000);

  function wrote(form) {
    return Array.prototype.some.call(form.querySelectorAll("textarea, input[type=text]"), function (field) {
      return field.value !== field.defaultValue;
    });
  }
  function go(form) {
    trying = null;
    hear();
    sure = form;
    if (pressed && pressed.form === form) { pressed.click(); } else { form.submit(); }
    sure = null;
  }
  function ask(form) {
    var mine = {};
    trying = mine;
    function fail() { if (trying === mine) { trying = null; tell(); } }
    setTimeout(fail, PATIENCE);
    fetch("/staff/stay", { method: "POST", credentials: "same-origin", redirect: "manual" }).then(function (answer) {
      if (answer.status >= 500) { fail(); } else if (trying === mine) { go(form); }
    }, fail);
  }
  document.addEventListener("click", function (event) {
    pressed = event.target.closest ? event.target.closest("button") : null;
  }, true);
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var is_plain = !event.defaultPrevented && form.method === "post" && form !== sure;
    if (!is_plain || !document.querySelector("form[action='/staff/leave']") || !wrote(form)) { return; }
    event.preventDefault();
    if (!trying) { ask(form); }
  });
})();

/* A page that the browser kept in memory is asked for again: somebody may have signed out. */
window.addEventListener("pageshow", function (event) {
  if (event.persisted) { window.location.reload(); }
});

/* The board and the desk: focus stays where it was, arrows go from row to row, a stop can be
   dragged to a time that fits. Everything here can be done with the buttons too. */
(function () {
  var dragged = null;
  var held = null;
  var asked = [];

  function rows() { return document.getElementById("rows"); }
  function person(element) { return element && element.closest ? element.closest(".person") : null; }
  function pressed(of) {
    return Array.prototype.slice.call(of.querySelectorAll("button, a")).filter(function (each) {
      return each.getClientRects().length > 0;
    });
  }

  /* What had the focus may be gone after a step: then its row has it, at the first button. */
  document.addEventListener("htmx:beforeSwap", function () {
    var row = person(document.activeElement);
    held = row ? row.id : null;
  });
  /* At once: a key that is pressed meanwhile would find nobody there. */
  document.addEventListener("htmx:afterSwap", function () {
    var row = held ? document.getElementById(held) : null;
    var lost = document.activeElement === document.body || document.activeElement === null;
    if (row && lost) { (row.querySelector(".do button, .do a") || row.querySelector("a, button") || rows()).focus(); }
  });
  document.addEventListener("htmx:afterSettle", function () { held = null; });

  document.addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    var row = person(document.activeElement);
    if (!step || !row || event.altKey || event.ctrlKey || event.metaKey) { return; }
    var all = Array.prototype.slice.call(document.querySelectorAll("#rows .person")).filter(function (each) {
      return pressed(each).length > 0;
    });
    var next = all[all.indexOf(row) + step];
    if (!next) { return; }
    event.preventDefault();
    (next.querySelector(".do button, .do a") || pressed(next)[0]).focus();
  });

  /* The rows stay as they are while somebody drags, and while a button of theirs is under way: were
     they drawn anew meanwhile, its answer would find nothing to take the place of, and be lost. */
  function isLook(told) { return told.requestConfig.verb === "get"; }
  function mustStay() {
    asked = asked.filter(function (each) { return each.readyState > 0 && each.readyState < 4; });
    return dragged || asked.length > 0;
  }
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (!isLook(event.detail)) { asked.push(event.detail.xhr); } else if (mustStay()) { event.preventDefault(); }
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (isLook(event.detail) && mustStay()) { event.detail.shouldSwap = false; }
  });

  function clear() {
    Array.prototype.forEach.call(document.querySelectorAll(".place"), function (each) { each.remove(); });
    dragged = null;
  }
  function offer(day, times) {
    Array.prototype.forEach.call(times.querySelectorAll("button"), function (button) {
      var at = Number(button.getAttribute("data-at"));
      var place = document.createElement("i");
      place.className = "place at-" + at + " for-" + button.getAttribute("data-for");
      day.appendChild(place);
    });
  }
  document.addEventListener("dragstart", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-stop]") : null;
    if (!link) { return; }
    var mine = { day: link.closest(".day"), times: null };
    dragged = mine;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (html) {
      if (dragged !== mine) { return; }
      mine.times = new DOMParser().parseFromString(html, "text/html").getElementById("offered");
      if (mine.times) { offer(mine.day, mine.times); }
    });
  });
  document.addEventListener("dragend", clear);
  document.addEventListener("dragover", function (event) {
    if (dragged && dragged.times && dragged.day.contains(event.target)) { event.preventDefault(); }
  });
  document.addEventListener("drop", function (event) {
    if (!dragged || !dragged.times || !dragged.day.contains(event.target)) { return; }
    event.preventDefault();
    var chosen = nearest(dragged.day, dragged.times, event.clientX);
    var times = dragged.times;
    clear();
    if (chosen) {
      window.htmx.ajax("POST", times.getAttribute("action"), {
        target: rows(), swap: "outerHTML",
        values: { slot: chosen.value, was: times.querySelector("[name=was]").value }
      });
    }
  });
  function nearest(day, times, x) {
    var box = day.getBoundingClientRect();
    var columns = getComputedStyle(day).gridTemplateColumns.split(" ").length;
    var rtl = getComputedStyle(day).direction === "rtl";
    var column = Math.floor((rtl ? box.right - x : x - box.left) / box.width * columns);
    return Array.prototype.filter.call(times.querySelectorAll("button"), function (button) {
      var at = Number(button.getAttribute("data-at"));
      return at <= column && column < at + Number(button.getAttribute("data-for"));
    })[0];
  }
})();

/* What must be heard at once is said when it comes, and again only where its words change: the part
   of the page in which it stands is drawn anew at every look. */
(function () {
  var aloud = document.getElementById("aloud");
  var said = "";
  if (!aloud) { return; }
  function say() {
    var words = Array.prototype.map.call(document.querySelectorAll("[data-say]"), function (each) {
      return each.textContent.replace(/\s+/g, " ").trim();
    }).join(" ");
    if (words !== said) { aloud.textContent = words; }
    said = words;
  }
  document.addEventListener("htmx:afterSettle", say);
  setTimeout(say, 500);
})();

/* What was refused is read first: the page begins there. */
(function () {
  var refused = Array.prototype.filter.call(document.querySelectorAll("main [role=alert]"), function (each) {
    return each.getClientRects().length > 0;
  })[0];
  var is_free = document.activeElement === document.body || document.activeElement === null;
  if (refused && is_free && !refused.id) { refused.tabIndex = -1; refused.focus(); }
})();

/* Keys: whatever says data-key is pressed with that key, unless somebody is writing. */
document.addEventListener("keydown", function (event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1) { return; }
  var at = event.target;
  if (at.closest("textarea, select, input:not([type=checkbox]):not([type=radio])")) { return; }
  var meant = document.querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]');
  if (meant) {
    event.preventDefault();
    meant.focus();
    meant.click();
  }
});

/* The ways that are seldom gone lie over the page while they are open. */
(function () {
  function shut(event) {
    var more = document.querySelector(".more[open]");
    if (!more || (event && more.contains(event.target))) { return; }
    if (more.contains(document.activeElement)) { more.querySelector("summary").focus(); }
    more.open = false;
  }
  document.addEventListener("click", shut);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { shut(); } });
})();
