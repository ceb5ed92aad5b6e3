import { afterEach, expect, test, vi } from "vitest"
import { page, settled } from "../testing"
import copyLink from "./copy-link"

afterEach(() => vi.useRealTimers())

test("the button copies and says so, then has its words back", async () => {
  vi.useFakeTimers()
  const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue()
  const button = page('<button hidden data-copy="7c1e">Copy</button>')
  copyLink(button)
  button.click()
  await settled()
  expect(writeText).toHaveBeenCalledWith("7c1e")
  expect(button.textContent).toBe("Copied")
  vi.advanceTimersByTime(4000)
  expect(button.textContent).toBe("Copy")
})

test("a refusal by the browser is told", async () => {
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("no"))
  const button = page("<button hidden>Copy</button>")
  copyLink(button)
  button.click()
  await settled()
  expect(button.textContent).toContain("copy it by hand")
})
