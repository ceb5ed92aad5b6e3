import { beforeEach, expect, test, vi } from "vitest"
import { page, press } from "../testing"
import askAbout from "./ask-about"
import keys from "./keys"

const PAGE = `<dialog id="keys"></dialog>
<main><ul><li id="entry-17"><p id="9bad">The copy tool <b>printed nothing</b> for ten minutes.</p></li></ul><textarea id="own">mine</textarea>
<blockquote data-ask-never><i id="told">I thought it was the other host.</i></blockquote><div contenteditable="true"><i id="draft">a draft</i></div>
<p class="ask-about" data-ask="/questions/ask/" data-place="/retrospectives/7/timeline/"><a href="/questions/ask/?place=x">Ask a question about this page</a></p></main>
<footer id="foot">outside</footer>`

let element: HTMLElement
const button = () => element.querySelector<HTMLButtonElement>("button")!
const sent = vi.fn()

function select(selector: string): void {
  const selection = document.getSelection()!
  selection.removeAllRanges()
  const range = document.createRange()
  range.selectNodeContents(document.querySelector(selector)!)
  selection.addRange(range)
  document.dispatchEvent(new Event("selectionchange"))
}

beforeEach(() => {
  page(PAGE)
  element = document.querySelector(".ask-about")!
  sent.mockReset()
  document.getSelection()?.removeAllRanges()
  vi.spyOn(HTMLFormElement.prototype, "submit").mockImplementation(function (this: HTMLFormElement) {
    sent(this.getAttribute("action"), Object.fromEntries([...this.querySelectorAll("input")].map(field => [field.name, field.value])))
  })
  askAbout(element)
})

test("the button waits until words are selected, and goes with them", () => {
  expect(button().hidden).toBe(true)
  select("b")
  expect(button().hidden).toBe(false)
  document.getSelection()!.removeAllRanges()
  document.dispatchEvent(new Event("selectionchange"))
  expect(button().hidden).toBe(true)
})

test("pressed, it asks about the words where they stand, in no address", () => {
  select("b")
  button().click()
  expect(sent).toHaveBeenCalledWith("/questions/ask/", {
    place: "/retrospectives/7/timeline/#entry-17", quote: "printed nothing", begin: "1", csrfmiddlewaretoken: "token",
  })
})

test.each(["#own", "#draft", "#foot", "#told", "main"])("words in %s are not asked about", selector => {
  select(selector)
  expect(button().hidden).toBe(true)
})

test("many words are cut", () => {
  document.querySelector("b")!.textContent = "word ".repeat(500)
  select("b")
  button().click()
  expect(sent.mock.calls[0]![1].quote.length).toBe(600)
})

test("the key asks about the words, or about the page", () => {
  keys(document.querySelector<HTMLElement>("dialog")!)
  select("b")
  expect(press("a").defaultPrevented).toBe(true)
  expect(sent.mock.calls[0]![1].quote).toBe("printed nothing")
  document.getSelection()!.removeAllRanges()
  press("a")
  expect(sent.mock.calls[1]![1]).toMatchObject({ place: "/retrospectives/7/timeline/", quote: "" })
})

test("on a page that carries no questions the key does nothing", () => {
  keys(document.querySelector<HTMLElement>("dialog")!)
  element.remove()
  expect(press("a").defaultPrevented).toBe(false)
  expect(sent).not.toHaveBeenCalled()
})
