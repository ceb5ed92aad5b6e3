import { beforeAll, beforeEach, expect, test } from "vitest"
import { goBackTo, keepPlace, placeOf } from "./keep-place"

const SECTION = `<section id="losses"><h3>Lost</h3>
  <details><summary>A good answer</summary></details>
  <details open><summary id="adds">Name a loss</summary><button id="keep">Keep it</button></details></section>`

beforeAll(keepPlace)
beforeEach(() => {
  document.body.innerHTML = `<main>${SECTION}</main>`
})
const section = () => document.getElementById("losses") as HTMLElement
const tell = (name: string, detail: object) => document.dispatchEvent(new CustomEvent(name, { detail }))

test("the drawer one was in is remembered, and found again", () => {
  const place = placeOf(section(), document.getElementById("keep"))
  expect(place).toEqual({ id: "losses", drawer: 1 })
  if (place) goBackTo(place)
  expect(document.activeElement?.id).toBe("adds")
})

test("what has the focus elsewhere is no place in what is exchanged", () => {
  expect(placeOf(section(), document.body)).toBeNull()
})

test("after an exchange that took the focus away, it is where it was", () => {
  document.getElementById("keep")?.focus()
  tell("htmx:beforeSwap", { target: section() })
  section().outerHTML = SECTION
  tell("htmx:afterSettle", {})
  expect(document.activeElement?.id).toBe("adds")
})

test("an exchange that moved the focus itself is left alone", () => {
  document.getElementById("keep")?.focus()
  tell("htmx:beforeSwap", { target: section() })
  section().outerHTML = SECTION
  document.getElementById("keep")?.focus()
  tell("htmx:afterSettle", {})
  expect(document.activeElement?.id).toBe("keep")
})

test("a very large part is emptied before the exchange, when there is one, and the keyboard still finds its place", () => {
  section().classList.add("told--large")
  document.getElementById("keep")?.focus()
  tell("htmx:beforeSwap", { target: section(), shouldSwap: false })
  expect(section().childElementCount).toBe(3)
  tell("htmx:beforeSwap", { target: section(), shouldSwap: true })
  expect(section().childElementCount).toBe(0)
  section().outerHTML = SECTION
  tell("htmx:afterSettle", {})
  expect(document.activeElement?.id).toBe("adds")
})
