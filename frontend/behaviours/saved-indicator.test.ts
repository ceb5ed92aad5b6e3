import { beforeEach, expect, test } from "vitest"
import { page } from "../testing"
import savedIndicator, { tell } from "./saved-indicator"

let element: HTMLElement
beforeEach(() => {
  element = page('<p class="saved" role="status"></p>')
  savedIndicator(element)
})

const answered = (status: number, savedAt: string | null, verb = "post") =>
  document.dispatchEvent(
    new CustomEvent("htmx:afterRequest", { detail: { xhr: { status, getResponseHeader: () => savedAt }, requestConfig: { verb } } }),
  )

test("an editor's acknowledgement is told with its time", () => {
  tell("saving")
  expect(element.textContent).toBe("Saving…")
  tell("saved", new Date(2026, 2, 4, 14, 2, 10))
  expect(element.textContent).toBe("Saved 14:02:10")
})

test("'saved' comes only from an answer that says when", () => {
  answered(200, null)
  expect(element.textContent).toBe("")
  answered(200, new Date(2026, 2, 4, 14, 2, 10).toISOString())
  expect(element.textContent).toBe("Saved 14:02:10")
})

test("no answer is waiting, a refusal is not saved", () => {
  answered(0, null)
  expect(element.dataset.state).toBe("waiting")
  answered(422, null)
  expect(element.dataset.state).toBe("unsaved")
})

test("reading something does not look like saving", () => {
  document.dispatchEvent(new CustomEvent("htmx:beforeRequest", { detail: { requestConfig: { verb: "get" } } }))
  answered(200, null, "get")
  expect(element.textContent).toBe("")
})
