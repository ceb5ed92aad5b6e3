import { expect, test, vi } from "vitest"
import { attach } from "./attach"
import { page } from "./testing"

test("an element gets each of its behaviours once, however often the page is gone through", () => {
  const element = page('<p data-behaviour="one two"></p>', "p")
  const behaviours = { one: vi.fn(), two: vi.fn(), three: vi.fn() }
  attach(document, behaviours)
  attach(element, behaviours)
  expect(behaviours.one).toHaveBeenCalledExactlyOnceWith(element)
  expect(behaviours.two).toHaveBeenCalledExactlyOnceWith(element)
  expect(behaviours.three).not.toHaveBeenCalled()
})

test("a name without a file changes nothing", () => {
  page('<p data-behaviour="not-there"></p>')
  expect(() => attach(document, {})).not.toThrow()
})
