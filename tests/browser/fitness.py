"""What a page must be for whoever uses a keyboard, a screen reader, large text or few colours, and
axe cannot see: measured in the live page."""

from typing import Any

from playwright.sync_api import Page

# A screen of 1280 px, and what is left of it when it is magnified four times (WCAG 1.4.10).
DESK, MAGNIFIED = (1280, 800), (320, 256)

MEASURES = """
() => {
  const shown = (e) => e.checkVisibility() && e.getClientRects().length > 0;
  const told = (e) => e.outerHTML.slice(0, 110);
  const all = (found) => [...document.querySelectorAll(found)].filter(shown);
  const size = (e) => (e.closest('label.tick') || e).getBoundingClientRect();
  const pressed = all('button:not(.enter), a[href]:not(.skip), select, textarea, summary, '
    + 'input:not([type=hidden])');
  const small = pressed.filter(e => size(e).width < 43.9 || size(e).height < 43.9);
  const width = document.documentElement.clientWidth;
  const wide = document.documentElement.scrollWidth <= width ? []
    : all('body *').filter(e => e.getBoundingClientRect().right > width + 1).slice(-2);
  return {small: small.map(told), wide: wide.map(told)};
}
"""

SPOKEN = """
() => {
  const shown = (e) => e.checkVisibility() && e.getClientRects().length > 0;
  const spoken = (e) => (e.getAttribute('aria-label') || e.textContent)
    .replace(/\\s+/g, ' ').trim();
  const does = (e) => e.tagName === 'A' ? e.href.replace(/#.*/, '')
    : e.tagName === 'SUMMARY' ? e.nextElementSibling?.textContent
    : (e.form?.action || '') + ' ' + e.name + '=' + e.value + new URLSearchParams(
        [...(e.form ? new FormData(e.form) : [])].filter(([, v]) => typeof v === 'string'));
  const known = new Map(), twice = [];
  for (const each of document.querySelectorAll('main a[href], main button, main summary')) {
    if (!shown(each) || each.classList.contains('enter')) continue;
    if (each.tagName !== 'A' && !each.closest('li, tr, article')) continue;
    const name = each.tagName + ' ' + spoken(each);
    if (known.has(name) && known.get(name) !== does(each)) twice.push(name);
    known.set(name, does(each));
  }
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  const order = [...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0);
  return {
    alike: [...new Set(twice)],
    ids: ids.filter((id, at) => ids.indexOf(id) !== at),
    order: order.map(e => e.outerHTML.slice(0, 110)),
    tables: [...document.querySelectorAll('table')]
      .filter(e => !e.caption && !e.matches('[aria-label], [aria-labelledby]'))
      .map(e => e.outerHTML.slice(0, 110)),
  };
}
"""

# Each that can have the focus, and does not show it.
UNSEEN = """
() => {
  const found = 'a[href], button:not(.enter), input:not([type=hidden]), select, textarea, summary';
  const unseen = [];
  for (const each of document.querySelectorAll(found)) {
    if (!each.checkVisibility() || each.disabled) continue;
    each.focus();
    const style = getComputedStyle(each);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    if (document.activeElement !== each || !ring) unseen.push(each.outerHTML.slice(0, 110));
  }
  return unseen;
}
"""

# WCAG 1.4.12: whoever needs the letters apart sets them so, and loses nothing. A stop in the
# picture of the day is cut short as it is: all of it stands on its own page.
SPACED = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;'
    + ' word-spacing: .16em !important } p { margin-block-end: 2em !important }');
  document.adoptedStyleSheets = [sheet];
  const cut = [...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e);
    return e.getClientRects().length > 0 && style.overflow !== 'visible'
      && !e.closest('.hidden, .stop')
      && style.clipPath === 'none' && !['INPUT', 'SELECT', 'TEXTAREA'].includes(e.tagName)
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
      && !['auto', 'scroll'].includes(style.overflowX);
  });
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
  document.adoptedStyleSheets = [];
  return [...(wide ? ['the page'] : []), ...cut.map(e => e.outerHTML.slice(0, 110))];
}
"""

# What is to be mended, and is said of no field, of no group of fields and not at once.
UNHEARD = """
() => {
  const heard = new Set([...document.querySelectorAll('[aria-describedby]')].flatMap(
    e => e.getAttribute('aria-describedby').split(' ')));
  return [...document.querySelectorAll('.problem')]
    .filter(e => e.getClientRects().length > 0 && !heard.has(e.id) && !e.closest('[role=alert]'))
    .map(e => e.outerHTML.slice(0, 110));
}
"""


def unheard(page: Page) -> dict[str, list[str]]:
    """What is to be mended, and a screen reader does not say where the focus is."""
    found = list(page.evaluate(UNHEARD))
    return {"unheard": found} if found else {}


def faults(page: Page) -> dict[str, list[str]]:
    """By name, what is wrong; nothing else. Everything on the page that opens is open meanwhile."""
    page.keyboard.press("Tab")
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    found: dict[str, list[str]] = dict(page.evaluate(SPOKEN))
    found |= unheard(page)
    found["unseen"] = page.evaluate(UNSEEN)
    _at(page, DESK)
    _add(found, "", page.evaluate(MEASURES))
    _at(page, MAGNIFIED)
    _add(found, "magnified, ", page.evaluate(MEASURES))
    found["magnified, spaced"] = page.evaluate(SPACED)
    _at(page, DESK)
    found["spaced"] = page.evaluate(SPACED)
    return {name: list(each) for name, each in found.items() if each}


def _add(found: dict[str, list[str]], how: str, measured: dict[str, Any]) -> None:
    found.update({how + name: each for name, each in measured.items()})


def _at(page: Page, screen: tuple[int, int]) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
