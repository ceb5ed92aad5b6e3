import { beforeEach, expect, test, vi } from "vitest"
import { page, press } from "../testing"
import keys from "./keys"

const PAGE = `<dialog id="keys"><input type="checkbox" checked data-keys-on></dialog>
<input id="find" data-key-search><input id="other"><p contenteditable="true" id="editor"></p>`

let dialog: HTMLDialogElement
beforeEach(() => {
  localStorage.clear()
  dialog = page<HTMLDialogElement>(PAGE, "dialog")
})

test("/ goes to the search field", () => {
  keys(dialog)
  expect(press("/").defaultPrevented).toBe(true)
  expect(document.activeElement?.id).toBe("find")
})

test("n asks for the note box, ? opens the list of keys", () => {
  keys(dialog)
  const asked = vi.fn((event: Event) => event.preventDefault())
  document.addEventListener("secondstory:note", asked, { once: true })
  press("n")
  expect(asked).toHaveBeenCalledOnce()
  press("?")
  expect(dialog.open).toBe(true)
  dialog.close()
})

test.each(["#other", "#editor"])("a letter typed in %s stays a letter", selector => {
  keys(dialog)
  const field = document.querySelector(selector)!
  expect(press("/", field).defaultPrevented).toBe(false)
})

test("a key held with Ctrl belongs to the browser", () => {
  keys(dialog)
  expect(press("n", document.body, { ctrlKey: true }).defaultPrevented).toBe(false)
})

test("single keys can be switched off, and stay off", () => {
  keys(dialog)
  const choice = dialog.querySelector("input")!
  choice.checked = false
  choice.dispatchEvent(new Event("change"))
  expect(press("?").defaultPrevented).toBe(false)
  expect(localStorage.getItem("secondstory.keys.off")).toBe("1")
})
