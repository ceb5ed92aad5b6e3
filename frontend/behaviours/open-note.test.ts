import { expect, test, vi } from "vitest"
import { page } from "../testing"
import openNote from "./open-note"

test("the button asks for the note box, as the key n does", () => {
  const button = page("<button hidden></button>")
  const asked = vi.fn()
  document.addEventListener("secondstory:note", asked, { once: true })
  openNote(button)
  expect(button.hidden).toBe(false)
  button.click()
  expect(asked).toHaveBeenCalledOnce()
})
