"""What a page looks like to a thumb: measured in the live page, at every scroll position."""

from typing import Any

from playwright.sync_api import Page

# Where the exit is not: each scroll position at which it is small, outside, or under something.
EXIT_MISSED = """
() => {
  const missed = [];
  const button = document.querySelector('#exit button');
  const end = document.documentElement.scrollHeight;
  for (let y = 0; ; y += Math.floor(innerHeight / 2)) {
    scrollTo(0, y);
    const box = button.getBoundingClientRect();
    const inset = 4;
    const points = [
      [box.left + box.width / 2, box.top + box.height / 2],
      [box.left + inset, box.top + inset], [box.right - inset, box.top + inset],
      [box.left + inset, box.bottom - inset], [box.right - inset, box.bottom - inset],
    ];
    const on_top = points.every(([x, y]) => {
      const seen = document.elementFromPoint(x, y);
      return seen !== null && button.contains(seen);
    });
    const big = box.width >= 44 && box.height >= 44;
    const style = getComputedStyle(button);
    const shown = style.visibility === 'visible' && Number(style.opacity) === 1;
    const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight
      && box.right <= innerWidth;
    if (!(on_top && big && shown && inside)) missed.push({y, on_top, big, shown, inside});
    if (y >= end) return missed;
  }
}
"""

# What can be pressed or typed in and ends up under the exit when it has the focus.
UNDER_THE_EXIT = """
() => {
  const exit = document.getElementById('exit');
  const covered = [];
  const shown = (e) => e.checkVisibility();
  const fields = 'main input:not([type=hidden]), main select, main textarea, main summary, '
    + 'main button:not(.enter)';
  for (const field of document.querySelectorAll(fields)) {
    if (!shown(field)) continue;
    scrollTo(0, 0);
    field.focus();
    const box = field.getBoundingClientRect(), bar = exit.getBoundingClientRect();
    const fits = box.height < bar.top;
    if (box.bottom > bar.top && (fits || box.top > bar.top)) {
      covered.push(field.name || field.textContent);
    }
    field.blur();
  }
  scrollTo(0, document.documentElement.scrollHeight);
  const bar = exit.getBoundingClientRect();
  for (const button of document.querySelectorAll('main button:not(.enter)')) {
    const below = shown(button) && button.getBoundingClientRect().bottom > bar.top;
    if (below) covered.push(`end: ${button.value}`);
  }
  return covered;
}
"""

# What can be pressed and is smaller than a thumb. A tick's or a radio's label is pressed with it.
TOO_SMALL = """
() => [...document.querySelectorAll(
    'button:not(.enter), a, select, textarea, summary, input:not([type=hidden])')]
  .map(e => e.closest('label.tick') || e)
  .filter(e => e.checkVisibility())
  .filter(e => { const b = e.getBoundingClientRect(); return b.width < 44 || b.height < 44; })
  .map(e => e.outerHTML.slice(0, 80))
"""

WIDER_THAN_THE_SCREEN = """
() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)
"""

KEPT_BY_THE_BROWSER = """
async () => ({
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  script_cookies: document.cookie.length,
})
"""

FIELDS = """
() => [...document.querySelectorAll('input:not([type=hidden]), textarea, select, form')]
  .map(e => ({
    tag: e.tagName.toLowerCase(),
    type: e.tagName === 'FORM' ? '' : e.type,
    name: e.getAttribute('name') || '',
    id: e.id,
    autocomplete: e.getAttribute('autocomplete'),
    autocorrect: e.getAttribute('autocorrect'),
    autocapitalize: e.getAttribute('autocapitalize'),
    spellcheck: e.getAttribute('spellcheck'),
    is_ignored: e.hasAttribute('data-1p-ignore') && e.hasAttribute('data-lpignore'),
    is_typed_in: e.tagName === 'TEXTAREA' || (e.tagName === 'INPUT' && e.type === 'text'),
  }))
"""


# One question instead of many: each is a way to the browser and back.
MEASURED = f"""
() => ({{
  exit_missed: ({EXIT_MISSED.strip()})(),
  under_the_exit: ({UNDER_THE_EXIT.strip()})(),
  width: ({WIDER_THAN_THE_SCREEN.strip()})(),
}})
"""

FOUND = f"""
async () => ({{
  title: document.title,
  address: location.href,
  too_small: ({TOO_SMALL.strip()})(),
  fields: ({FIELDS.strip()})(),
  kept: await ({KEPT_BY_THE_BROWSER.strip()})(),
}})
"""


def exit_missed(page: Page) -> list[dict[str, Any]]:
    return list(page.evaluate(EXIT_MISSED))


def measured(page: Page) -> dict[str, Any]:
    """What depends on how big the screen and the text are, by name."""
    return dict(page.evaluate(MEASURED))


def found(page: Page) -> dict[str, Any]:
    """What does not, by name; `kept` is how much of each kind the browser keeps for this site
    beside its one cookie."""
    seen = dict(page.evaluate(FOUND))
    return {**seen, "kept": {**_stored(page), **seen["kept"]}}


def _stored(page: Page) -> dict[str, int]:
    """How many items are in each storage, asked past the page's own scripts."""
    devtools, origin = page.context.new_cdp_session(page), page.url.rstrip("/")
    items = {}
    for name in ("local", "session"):
        storage = {"securityOrigin": origin, "isLocalStorage": name == "local"}
        found = devtools.send("DOMStorage.getDOMStorageItems", {"storageId": storage})
        items[name] = len(found["entries"])
    devtools.detach()
    return items
