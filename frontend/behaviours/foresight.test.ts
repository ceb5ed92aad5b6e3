import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest"
import { page, press, settled } from "../testing"
import foresight, { merge, takeAway } from "./foresight"

const line = (key: string, order: string, since: number) =>
  `<li class="ev" id="0-${key}" data-order="${order}" data-since="${since}">${key}</li>`
const day = (key: string, order: string) => `<li data-day-line data-key="${key}" data-order="${order}">${key}</li>`
const texts = () => [...document.querySelectorAll("ol > li")].map(one => one.textContent)

const PAGE = `<div data-at="2017-01-31T22:00:00Z" data-zone="UTC" data-step="/step/" data-query="who=team">
<p data-says></p><time data-clock>22:00</time><span data-day></span>
<input class="range" type="range" min="1485900000" max="1485907200" value="1485900000">
<form class="ahead__steps"><input name="at" value="2017-01-31T22:00:00Z"><button name="step" value="earlier">E</button><button name="step" value="later">L</button></form>
<section data-side="0"><section data-mind>nothing</section><ol class="score__list">${day("d1", "a")}${line("one", "b", 1485900000)}</ol></section></div>`

const answer = (at: string, seconds: number, lines: string, mind = "something") =>
  `<div data-at="${at}" data-seconds="${seconds}" data-clock="${at.slice(11, 16)}" data-day="Tue" data-starts="1485900000" data-ends="1485907200" data-typed="">
<p data-says>Just known</p><div data-side="0"><section data-mind>${mind}</section><ol>${lines}</ol></div></div>`

let answers: string[] = []
const asked: string[] = []
beforeEach(() => {
  asked.length = 0
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address)
    const text = answers.shift()
    return text === undefined ? new Response("", { status: 500 }) : new Response(text)
  })
})
afterEach(() => vi.unstubAllGlobals())
// The address is written a moment later; the page must still be there.
afterAll(() => new Promise(done => setTimeout(done, 200)))

const ready = () => {
  const root = page(PAGE, "[data-at]")
  foresight(root)
  return root
}
const later = () => settled().then(() => new Promise(done => setTimeout(done))).then(settled)

test("lines come to stand in order among those that are there, days once", () => {
  const list = page(`<ol>${day("d1", "a")}${line("one", "b", 1)}${line("three", "d", 1)}</ol>`, "ol")
  const incoming = page(`${list.outerHTML}<ul>${day("d1", "a")}${line("two", "c", 2)}${line("four", "e", 2)}</ul>`, "ul")
  merge(document.querySelector("ol")!, [...incoming.children] as HTMLElement[])
  expect(texts()).toEqual(["d1", "one", "two", "three", "four"])
})

test("going back takes away what was learned since, and the days it leaves empty", () => {
  const list = page(`<ol>${day("d1", "a")}${line("one", "b", 1)}${day("d2", "c")}${line("two", "d", 5)}</ol>`, "ol")
  takeAway(list, 4)
  expect(texts()).toEqual(["d1", "one"])
})

test("the right arrow asks for the next moment and nothing more", async () => {
  const root = ready()
  answers = [answer("2017-01-31T22:10:00Z", 1485900600, line("two", "c", 1485900600))]
  press("ArrowRight")
  await later()
  expect(asked).toEqual(["/step/?who=team&since=2017-01-31T22%3A00%3A00Z&step=later"])
  expect(texts()).toEqual(["d1", "one", "two"])
  expect(root.querySelector("[data-clock]")!.textContent).toBe("22:10")
  expect(root.querySelector("section [data-mind]")!.textContent).toBe("something")
  expect(root.querySelector("[data-says]")!.textContent).toBe("Just known")
  expect(root.dataset.at).toBe("2017-01-31T22:10:00Z")
})

test("earlier takes away again", async () => {
  const root = ready()
  answers = [
    answer("2017-01-31T22:10:00Z", 1485900600, line("two", "c", 1485900600)),
    answer("2017-01-31T22:00:00Z", 1485900000, "", "nothing"),
  ]
  root.querySelector<HTMLElement>("[value=later]")!.click()
  await later()
  root.querySelector<HTMLElement>("[value=earlier]")!.click()
  await later()
  expect(texts()).toEqual(["d1", "one"])
  expect(root.innerHTML).not.toContain("two")
})

test("a slider that is dragged asks for where it is let go, not for every place it passed", async () => {
  const root = ready()
  const range = root.querySelector<HTMLInputElement>(".range")!
  answers = Array.from({ length: 9 }, () => answer("2017-01-31T23:00:00Z", 1485903600, ""))
  for (const value of [1485900060, 1485901000, 1485902000, 1485903600]) {
    range.value = String(value)
    range.dispatchEvent(new Event("input", { bubbles: true }))
  }
  await later()
  expect(asked).toHaveLength(2)
  expect(asked[1]).toContain("at=2017-01-31T23%3A00%3A00.000Z")
  expect(range.getAttribute("aria-valuetext")).toBe("23:00 UTC")
})

test("what is typed in a field is left alone", async () => {
  page(`${PAGE}<input id="other">`, "[data-at]")
  foresight(document.querySelector<HTMLElement>("[data-at]")!)
  press("ArrowRight", document.querySelector("#other")!)
  press("ArrowRight", document.body, { altKey: true })
  await later()
  expect(asked).toEqual([])
})

test("when the server does not answer, it says so and the page stays as it was", async () => {
  const root = ready()
  answers = []
  press("ArrowRight")
  await later()
  expect(root.querySelector("[data-says]")!.textContent).toContain("did not answer")
  expect(texts()).toEqual(["d1", "one"])
})
