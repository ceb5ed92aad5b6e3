import { beforeEach, expect, test } from "vitest"
import { page } from "../testing"
import htmxErrors from "./htmx-errors"

let region: HTMLElement
beforeEach(() => {
  region = page('<div id="messages"></div>')
  htmxErrors(region)
})

const refused = (status: number, responseText = "") =>
  document.dispatchEvent(new CustomEvent("htmx:responseError", { detail: { xhr: { status, responseText } } }))

test("each kind of error is a sentence with what to do next", () => {
  refused(413)
  expect(region.textContent).toContain("smaller parts")
  refused(503)
  expect(region.querySelectorAll(".notice")).toHaveLength(1)
  expect(region.textContent).toContain("try again")
})

test("the server's own sentence comes first, as text", () => {
  refused(403, '<div class="notice"><p>Only its author can share it. &lt;b&gt;Ask&lt;/b&gt; them.</p></div>')
  expect(region.textContent).toBe("Only its author can share it. <b>Ask</b> them.")
  expect(region.querySelector("b")).toBeNull()
})

test("a lost connection is told, and the sentence goes when one tries again", () => {
  document.dispatchEvent(new CustomEvent("htmx:sendError"))
  expect(region.textContent).toContain("did not answer")
  document.dispatchEvent(new CustomEvent("htmx:beforeRequest"))
  expect(region.textContent).toBe("")
})
