"use strict";
/* The exit, the idle limit and the blank page. Everything else works without a script. */
(function () {
  /* A little less than ten minutes: the server still has the journey when it is told to end it. */
  var IDLE = 10 * 60 * 1000 - 5000;
  var PAUSE = 15 * 1000;
  var STAY = 60 * 1000;
  var PATIENCE = 700;
  var root = document.documentElement;
  var exit = document.getElementById("exit");
  var coverButton = document.getElementById("cover");
  var lastTouch = Date.now();
  var lastRequest = Date.now();
  var leaving = false;

  /* Nothing is kept on the phone (S-22): storage is shut before htmx looks for it. */
  ["localStorage", "sessionStorage"].forEach(function (name) {
    try { Object.defineProperty(window, name, { value: null }); } catch (refused) { /* stays */ }
  });

  function blank() { root.className = "blank"; }
  function isIdle() { return Date.now() - lastTouch >= IDLE; }

  /* Blank at once, end the journey on the server, then replace this page in the history. The page
     goes even where the server does not answer. */
  function leave(to) {
    if (leaving) { return; }
    leaving = true;
    blank();
    while (document.body.firstChild) { document.body.removeChild(document.body.firstChild); }
    var gone = false;
    function go() {
      if (!gone) { gone = true; window.location.replace(to); }
    }
    setTimeout(go, PATIENCE);
    post("leave").then(go, go);
  }

  function post(what) {
    lastRequest = Date.now();
    return fetch("/", {
      method: "POST",
      body: new URLSearchParams({ go: what }),
      credentials: "same-origin",
      redirect: "manual",
      keepalive: true
    });
  }

  if (exit) {
    exit.addEventListener("submit", function (event) {
      event.preventDefault();
      leave(exit.dataset.exit);
    });
  }

  /* Ten minutes without a touch end it. The server counts from the last request: it is told of
     touches as soon as they pause, and once a minute while they go on. */
  function touched() {
    if (exit && isIdle()) { leave(exit.dataset.exit); return; }
    lastTouch = Date.now();
  }
  function hasJourney() {
    var step = document.querySelector("#answers [name=step]");
    return step !== null && step.value !== "first";
  }
  function stay(after) {
    var now = Date.now();
    var is_due = now - lastTouch >= after || now - lastRequest >= STAY;
    if (lastTouch > lastRequest && is_due && hasJourney()) { post("stay").catch(function () {}); }
  }
  ["pointerdown", "click", "keydown", "input", "scroll", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, touched, { passive: true, capture: true });
  });
  setInterval(function () {
    if (exit && isIdle()) { leave(exit.dataset.exit); } else if (!leaving) { stay(PAUSE); }
  }, 5000);

  /* A page in the background shows nothing, in the list of open apps neither. Coming back, it
     shows the exit and one quiet button, until that is pressed. */
  document.addEventListener("visibilitychange", function () {
    if (leaving) { return; }
    if (document.hidden) { cover(true); stay(0); } else if (exit && isIdle()) { leave(exit.dataset.exit); }
  });
  function cover(is) {
    root.className = is ? "covered" : "";
    if (coverButton) { coverButton.hidden = !is; }
  }
  if (coverButton) {
    coverButton.addEventListener("click", function () { cover(false); });
  }

  /* A page restored from memory is never shown as it was. */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { blank(); window.location.replace("/"); }
  });
  window.addEventListener("pagehide", blank);

  /* Where a part of the page was swapped in, reading goes on at its beginning; where only what was
     chosen is drawn anew, the choice has kept the focus. */
  document.addEventListener("htmx:afterSwap", function (event) {
    lastRequest = Date.now();
    lost(false);
    var asked = event.detail.requestConfig;
    if (asked && asked.elt.hasAttribute("data-still") && document.activeElement.id) { return; }
    var wanted = document.querySelector("#step [autofocus]");
    var heading = document.querySelector("#step h1");
    heading.tabIndex = -1;
    (wanted || heading).focus({ preventScroll: !wanted });
  });
  /* Half an answer, or the page of somebody between us, never takes the place of what she typed. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.shouldSwap && !/^\s*<main id="step"[\s\S]*<\/main>\s*$/.test(event.detail.serverResponse)) {
      event.detail.shouldSwap = false;
      lost(true);
    }
  });
  ["sendError", "timeout", "responseError"].forEach(function (kind) {
    document.addEventListener("htmx:" + kind, function () { lost(true); });
  });
  function lost(is) {
    var note = document.getElementById("lost");
    if (note) { note.hidden = !is; }
  }
})();
