/**
 * A layer over a field that holds the same words, unseen, at the same places, and underlines some of them. (A browser
 * marks no words inside a field by itself.) It takes no clicks and is not read aloud; the list under the field says it all.
 */
import type { Finding } from "./findings"

export type Field = HTMLTextAreaElement | HTMLInputElement

const SAME = [
  "fontFamily", "fontSize", "fontStyle", "fontWeight", "fontStretch", "fontVariant", "fontFeatureSettings", "fontKerning", "fontOpticalSizing",
  "letterSpacing", "wordSpacing", "lineHeight", "textTransform", "textIndent", "textAlign", "tabSize", "direction", "hyphens",
  "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth",
] as const

export class Layer {
  readonly element = document.createElement("div")
  private readonly words = document.createElement("div")
  private readonly watch: ResizeObserver | undefined

  constructor(private readonly field: Field) {
    this.element.className = "wording-layer"
    this.element.setAttribute("aria-hidden", "true")
    this.words.className = "wording-layer__words"
    this.element.append(this.words)
    field.after(this.element)
    field.parentElement?.classList.add("has-wording-layer")
    field.addEventListener("scroll", () => this.follow(), { passive: true })
    if ("ResizeObserver" in window) {
      this.watch = new ResizeObserver(() => (field.isConnected ? this.fit() : this.watch?.disconnect()))
      this.watch.observe(field)
      if (field.parentElement) this.watch.observe(field.parentElement)
    }
    document.fonts?.ready.then(() => this.fit(), () => undefined)
  }

  /** Underlines `findings`, which are in order of their place, in `text`. */
  draw(text: string, findings: Finding[]): void {
    const pieces: (Node | string)[] = []
    let at = 0
    for (const one of findings) {
      const start = Math.max(at, one.start)
      if (start >= one.end) continue
      const mark = document.createElement("span")
      mark.className = `wordings__mark wordings__mark--${one.level}`
      mark.dataset.words = ""
      mark.textContent = text.slice(start, one.end)
      pieces.push(text.slice(at, start), mark)
      at = one.end
    }
    // A last empty line has a height in a field, and in a box only with something on it.
    this.words.replaceChildren(...pieces, text.slice(at) + (text.endsWith("\n") ? "\u200b" : ""))
    this.element.hidden = findings.length === 0
    this.fit()
  }

  /** As large as the field's inside, and as far along. */
  fit(): void {
    if (this.element.hidden) return
    const { field, element } = this
    const has = getComputedStyle(field)
    for (const name of SAME) element.style[name] = has[name]
    const one_line = field instanceof HTMLInputElement
    if (one_line) element.style.lineHeight = `${field.clientHeight - parseFloat(has.paddingTop) - parseFloat(has.paddingBottom)}px`
    element.classList.toggle("wording-layer--line", one_line)
    element.dir = field.dir
    const borders = parseFloat(has.borderLeftWidth) + parseFloat(has.borderRightWidth)
    element.style.top = `${field.offsetTop}px`
    element.style.left = `${field.offsetLeft}px`
    element.style.width = `${field.clientWidth + (borders || 0)}px`
    element.style.height = `${field.offsetHeight}px`
    this.follow()
  }

  follow(): void {
    this.element.scrollTop = this.field.scrollTop
    this.element.scrollLeft = this.field.scrollLeft
  }

  remove(): void {
    this.watch?.disconnect()
    this.element.remove()
  }
}

/** Puts `text` in the place of the words between `start` and `end`, so that the browser's own undo takes it back. */
export function putIn(field: Field, start: number, end: number, text: string): void {
  field.focus()
  field.setSelectionRange(start, end)
  let done = false
  try {
    done = document.execCommand?.("insertText", false, text) ?? false
  } catch {
    done = false
  }
  if (!done) {
    field.setRangeText(text, start, end, "end")
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText", data: text }))
  }
  const gap = text.indexOf("…")
  if (gap >= 0) field.setSelectionRange(start + gap, start + gap + 1)
}
