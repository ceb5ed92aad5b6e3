import { beforeEach, expect, test, vi } from "vitest"
import { edit, keyOf } from "./editor"
import { step } from "./steps"
import type { Picture } from "./told"
import { Drawing } from "./worker"

const svg = (names: string[]) =>
  `<svg>${names.map(name => `<a class="cs-part" data-part="${name}" href="/parts/${name}/" tabindex="0">${name}</a>`).join("")}
  <a class="cs-arrow cs-arrow--influence" data-arrow="i1" href="/influences/i1/" tabindex="-1">load</a></svg>`
const values = (names: string[]) =>
  `<div id="structure-data"><script id="structure-values" type="application/json">${JSON.stringify({ parts: names.map(id => ({ id })), arrows: [] })}</script></div>`

class Drawn extends Drawing {
  asked: string[] = []
  answer: Picture | null = { svg: svg(["team", "job", "new"]), width: 1, height: 1, took: 1, without_words: 0 }
  constructor() {
    super("")
  }
  override warm(): void {}
  override draw(structure: unknown): Promise<Picture | null> {
    this.asked.push(JSON.stringify(structure))
    return Promise.resolve(this.answer)
  }
}

let section: HTMLElement
let drawing: Drawn
const q = <E extends Element>(selector: string) => section.querySelector<E>(selector)!
const part = (name: string) => q<HTMLElement>(`a[data-part=${name}]`)
const press = (element: Element, key: string) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })
  element.dispatchEvent(event)
  return event
}
const click = (element: Element) => element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))
const settled = () => document.dispatchEvent(new Event("htmx:afterSettle"))

beforeEach(() => {
  document.body.innerHTML = `<section><div data-diagram>${svg(["team", "job"])}</div><p data-wait></p>
    <button data-whole aria-pressed="false"></button><form data-opener><input name="chosen"></form>
    ${values(["team", "job"])}<div id="chosen" data-chosen></div></section>`
  section = document.querySelector("section")!
  Object.assign(q("form[data-opener]"), { "htmx-internal-data": {} })
  drawing = new Drawn()
  edit(section, drawing)
})

test("a link tells what it stands for", () => {
  expect(keyOf(part("team"))).toBe("parts/team")
  expect(keyOf(q(".cs-arrow"))).toBe("influences/i1")
  expect(keyOf(document.createElement("a"))).toBe("")
})

test("the picture is one stop of the keyboard, at the part one was at last", () => {
  expect([part("team").tabIndex, part("job").tabIndex]).toEqual([0, -1])
  part("job").focus()
  expect([part("team").tabIndex, part("job").tabIndex]).toEqual([-1, 0])
})

test("arrow keys move to the nearest in that direction", () => {
  const spots = [[0, 0], [100, 5], [0, 100], [300, 0]].map(([left, top]) => ({ left: left!, top: top!, width: 50, height: 30 }))
  expect(step(spots, 0, "ArrowRight")).toBe(1)
  expect(step(spots, 0, "ArrowDown")).toBe(2)
  expect(step(spots, 1, "ArrowRight")).toBe(3)
  expect(step(spots, 0, "ArrowUp")).toBe(-1)
  expect(step(spots, 0, "Enter")).toBe(-1)
  part("team").focus()
  expect(press(part("team"), "End").defaultPrevented).toBe(true)
  expect(document.activeElement).toBe(part("job"))
})

test("choosing asks for the forms of that part or arrow", () => {
  const opened = vi.fn()
  q("form[data-opener]").addEventListener("structure:open", opened)
  click(part("job"))
  expect(q<HTMLInputElement>("[name=chosen]").value).toBe("parts/job")
  click(q(".cs-arrow"))
  expect(q<HTMLInputElement>("[name=chosen]").value).toBe("influences/i1")
  expect(opened).toHaveBeenCalledTimes(2)
})

test("with a key held a link is a link", () => {
  const held = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true })
  part("job").dispatchEvent(held)
  expect(held.defaultPrevented).toBe(false)
})

test("what opened is where one goes on, and closing leads back to the part", () => {
  q("[data-chosen]").innerHTML = `<section data-key="parts/job" data-opened><h2 tabindex="-1">Job</h2><button data-close>Close</button></section>`
  settled()
  expect(document.activeElement).toBe(q("h2"))
  expect(part("job").getAttribute("aria-current")).toBe("true")
  press(q("[data-close]"), "Escape")
  expect(q("[data-chosen]").childElementCount).toBe(0)
  expect(document.activeElement).toBe(part("job"))
})

test("the other end of an arrow is chosen in the picture", () => {
  q("[data-chosen]").innerHTML = `<section data-key="parts/team"><form><input type="hidden" name="source" value="team">
    <select name="target"><option value=""></option><option value="job"></option></select><input name="what"><button type="button" data-aim></button></form></section>`
  settled()
  q<HTMLElement>("[data-aim]").click()
  expect(q("[data-wait]").textContent).toContain("Choose the other end")
  press(part("team"), "Escape")
  expect(document.activeElement).toBe(q("[data-aim]"))
  q<HTMLElement>("[data-aim]").click()
  click(part("job"))
  expect(q<HTMLSelectElement>("[name=target]").value).toBe("job")
  expect(document.activeElement).toBe(q("[name=what]"))
  expect(q("[data-wait]").textContent).toBe("")
})

test("a change is drawn anew, and what says the same is not", async () => {
  settled()
  expect(drawing.asked).toHaveLength(0)
  part("job").focus()
  q("#structure-data").outerHTML = values(["team", "job", "new"])
  settled()
  await Promise.resolve()
  expect(drawing.asked).toHaveLength(1)
  expect(part("new").tabIndex).toBe(-1)
  expect(document.activeElement).toBe(part("job"))
})

test("without a picture a sentence says so and the old one stays", async () => {
  drawing.answer = null
  q("#structure-data").outerHTML = values(["team"])
  settled()
  await Promise.resolve()
  expect(q("[data-wait]").textContent).toContain("could not be drawn")
  expect(part("job")).not.toBeNull()
})

test("what takes a while says what it is doing", () => {
  vi.useFakeTimers()
  drawing.draw = () => new Promise(() => undefined)
  q("#structure-data").outerHTML = values(["team", "job", "new"])
  settled()
  vi.advanceTimersByTime(250)
  expect(q("[data-wait]").textContent).toContain("3 parts are being placed")
  expect(q("[data-wait] progress")).not.toBeNull()
  vi.useRealTimers()
})

test("the whole picture is seen at a press, and the readable one at the next", () => {
  q<HTMLElement>("[data-whole]").click()
  expect(q("[data-diagram]").classList.contains("diagram--whole")).toBe(true)
  expect(q("[data-whole]").getAttribute("aria-pressed")).toBe("true")
})

test("of two questions only the last one's answer counts", async () => {
  const worker = { postMessage: vi.fn(), onmessage: undefined as unknown as (event: object) => void }
  const asked = new Drawing("/engine.js", () => worker as unknown as Worker)
  const first = vi.fn()
  const second = vi.fn()
  void asked.draw({ parts: [] } as never).then(first)
  void asked.draw({ parts: [] } as never).then(second)
  worker.onmessage({ data: { id: 1, picture: null } })
  worker.onmessage({ data: { id: 2, picture: null } })
  await Promise.resolve()
  expect(first).not.toHaveBeenCalled()
  expect(second).toHaveBeenCalledOnce()
})
