"""Scripts that a browser runs for a test: what is cut off, and which texts lie over one another or out of their box."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

# The widest spacing of text that a reader may ask for (WCAG 2.2, success criterion 1.4.12).
SPACED = """() => {
    const sheet = new CSSStyleSheet()
    const spacing = 'line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important'
    sheet.replaceSync(`* { ${spacing} } p { margin-block-end: 2em !important }`)
    document.adoptedStyleSheets = [sheet]
}"""

# What cuts off something of what it holds. What is for screen readers alone is a pixel wide; the backdrop is scrolled
# with its box.
_CUT = """() => [...document.querySelectorAll('body *')].filter(one => {
    if (one.clientWidth < 2 || !one.checkVisibility()) return false
    if (one.closest('svg, input, .visually-hidden, [data-backdrop]')) return false
    const {overflowX, overflowY} = getComputedStyle(one)
    const isCut = (word, size, room) => /hidden|clip/.test(word) && size > room + 1
    return isCut(overflowX, one.scrollWidth, one.clientWidth) || isCut(overflowY, one.scrollHeight, one.clientHeight)
}).map(one => `cut off: ${one.outerHTML.slice(0, 160)}`)"""

_IS_WIDE = "() => document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : []"

# Each line of text as the box of its ink, without the room above and below; not what is scrolled or clipped away, nor
# what is for screen readers alone, nor the page behind a dialog. Two that share a place are told, and one that leaves
# the box that it stands in.
_OVER = """() => {
    const BOX = '.button, .chip, .card, .verdict, summary, .part, kbd, td, th'
    const UNSEEN = '.visually-hidden, .theme-name, [data-backdrop], textarea, select, noscript'
    const isInside = (ink, box) => ink.left > box.left - 1 && ink.right < box.right + 1
        && ink.top > box.top - 1 && ink.bottom < box.bottom + 1
    const frames = new Map()
    const framesOf = one => {
        if (!frames.has(one)) {
            const above = one === document.body ? [] : framesOf(one.parentElement)
            const {overflowY, clipPath} = getComputedStyle(one)
            const isFrame = overflowY !== 'visible' && !(one instanceof SVGElement)
            const own = clipPath !== 'none' ? [new DOMRect()] : isFrame ? [one.getBoundingClientRect()] : []
            frames.set(one, [...above, ...own])
        }
        return frames.get(one)
    }
    const inks = []
    const root = document.querySelector('dialog[open]') ?? document.body
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const one = walker.currentNode.parentElement
        const words = walker.currentNode.data.trim().slice(0, 40)
        if (!words || !one.checkVisibility({visibilityProperty: true}) || one.closest(UNSEEN)) continue
        const range = new Range()
        range.selectNodeContents(walker.currentNode)
        const half = parseFloat(getComputedStyle(one).fontSize) * 0.36
        for (const {left, right, top, bottom} of range.getClientRects()) {
            const middle = (top + bottom) / 2
            const ink = {one, words, node: walker.currentNode, left, right, top: middle - half, bottom: middle + half}
            if (right - left > 2 && framesOf(one).every(frame => isInside(ink, frame))) inks.push(ink)
        }
    }
    inks.sort((one, other) => one.top - other.top)
    const found = []
    inks.forEach((ink, at) => {
        const box = ink.one.closest(BOX)
        if (box && !isInside(ink, box.getBoundingClientRect())) found.push(`out of its ${box.className}: ${ink.words}`)
        for (let next = at + 1; next < inks.length && inks[next].top < ink.bottom - 1.5; next += 1) {
            const other = inks[next]
            const shared = Math.min(ink.right, other.right) - Math.max(ink.left, other.left)
            if (other.node !== ink.node && shared > 1.5) found.push(`${ink.words} lies over ${other.words}`)
        }
    })
    return [...new Set(found)]
}"""


def want_of_room(page: Page) -> Iterator[str]:
    """What is cut off, lies over another text, leaves its box or makes the page too wide: as it is, and spaced."""
    for script in (None, SPACED):
        if script:
            page.evaluate(script)
        for fault in (_IS_WIDE, _CUT, _OVER):
            yield from (f"spaced: {found}" if script else found for found in page.evaluate(fault))
