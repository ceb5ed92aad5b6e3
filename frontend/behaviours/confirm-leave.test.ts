import { beforeEach, expect, test } from "vitest"
import { page } from "../testing"
import confirmLeave from "./confirm-leave"
import { tell } from "./saved-indicator"

let form: HTMLElement
beforeEach(() => {
  form = page("<form><textarea></textarea></form>", "form")
  confirmLeave(form)
})

const leave = () => {
  const event = new Event("beforeunload", { cancelable: true })
  dispatchEvent(event)
  return event.defaultPrevented
}
const type = () => form.querySelector("textarea")!.dispatchEvent(new Event("input", { bubbles: true }))

test("a page without unsaved words is left without a question", () => {
  expect(leave()).toBe(false)
})

test("unsaved words ask first; sent or saved ones do not", () => {
  type()
  expect(leave()).toBe(true)
  form.dispatchEvent(new Event("submit"))
  expect(leave()).toBe(false)
  type()
  tell("saved")
  expect(leave()).toBe(false)
})
