import { expect, test } from "vitest"
import { page } from "../testing"
import takeFocus from "./take-focus"

test("the summary of what a form asks for is read first", () => {
  const summary = page('<div tabindex="-1">Two fields ask</div>')
  takeFocus(summary)
  expect(document.activeElement).toBe(summary)
})
