import { expect, test } from "vitest"
import { page } from "../testing"
import themeSwitch from "./theme-switch"

test("the choice turns the page and is kept in a cookie the server reads", () => {
  const button = page('<button hidden><span class="sr"></span></button>')
  document.documentElement.dataset.theme = "light"
  themeSwitch(button)
  expect(button.hidden).toBe(false)
  expect(button.textContent).toBe("Use dark paper")
  button.click()
  expect(document.documentElement.dataset.theme).toBe("dark")
  expect(document.cookie).toContain("paper=dark")
  expect(button.textContent).toBe("Use light paper")
  button.click()
  expect(document.documentElement.dataset.theme).toBe("light")
})
