import { expect, test } from "vitest"
import { page, press } from "../testing"
import foldAway from "./fold-away"

const open = () => {
  const fold = page<HTMLDetailsElement>("<details open><summary>Ana</summary><a href='#'>About you</a></details><p>else</p>", "details")
  foldAway(fold)
  return fold
}

test("Escape folds it and gives the focus back", () => {
  const fold = open()
  press("Escape", fold)
  expect(fold.open).toBe(false)
  expect(document.activeElement?.tagName).toBe("SUMMARY")
})

test("a click elsewhere folds it, a click inside does not", () => {
  const fold = open()
  fold.querySelector("summary")!.dispatchEvent(new Event("click", { bubbles: true }))
  fold.open = true
  document.querySelector("p")!.click()
  expect(fold.open).toBe(false)
})
