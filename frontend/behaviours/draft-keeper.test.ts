import { beforeEach, expect, test } from "vitest"
import { page } from "../testing"
import draftKeeper, { drafts } from "./draft-keeper"

const form = (text = "", more = "") => {
  const field = page<HTMLTextAreaElement>(`<form action="http://localhost/writeup/3/"><textarea name="text">${text}</textarea></form>${more}`, "textarea")
  draftKeeper(field)
  return field
}
const type = (field: HTMLTextAreaElement, text: string) => {
  field.value = text
  field.dispatchEvent(new Event("input"))
}
const submit = (field: HTMLTextAreaElement) => field.form!.dispatchEvent(new Event("submit"))

beforeEach(() => localStorage.clear())

test("words survive a closed tab, and say that they are not saved", () => {
  type(form(), "Nine carts")
  const again = form()
  expect(again.value).toBe("Nine carts")
  expect(document.querySelector(".draft")?.textContent).toContain("not saved yet")
})

test("the saved words are one press away", () => {
  type(form("Eight carts"), "Nine carts")
  const again = form("Eight carts")
  document.querySelector<HTMLButtonElement>(".draft button")!.click()
  expect(again.value).toBe("Eight carts")
  expect(drafts()).toEqual([])
})

test("a draft goes when the server has the same words", () => {
  type(form(), "Nine carts")
  form("Nine carts")
  expect(drafts()).toEqual([])
})

test("a draft goes when it was sent and the next page says saved", () => {
  const field = form()
  type(field, "Nine carts")
  submit(field)
  expect(form("", "<div data-saved></div>").value).toBe("")
  expect(drafts()).toEqual([])
})

test("a draft that was never sent stays, whatever else was saved", () => {
  type(form(), "Nine carts")
  expect(form("", "<div data-saved></div>").value).toBe("Nine carts")
})

test("a draft stays when it was sent and the server did not say saved", () => {
  const field = form()
  type(field, "Nine carts")
  submit(field)
  expect(form().value).toBe("Nine carts")
})

test("an answered htmx request settles its own form", () => {
  const field = form()
  type(field, "Nine carts")
  field.form!.dispatchEvent(new CustomEvent("htmx:afterRequest", { detail: { successful: true } }))
  expect(drafts()).toEqual([])
})

test("another person at the same browser is offered nothing", () => {
  type(form(), "Nine carts")
  document.querySelector("meta[name=person]")!.setAttribute("content", "8")
  expect(drafts()).toEqual([])
})

test("a draft that was sent and is offered stays, whatever else is saved next", () => {
  const field = form()
  type(field, "Nine carts")
  submit(field)
  expect(form().value).toBe("Nine carts")
  expect(form("", "<div data-saved></div>").value).toBe("Nine carts")
})

test("words that a refused form gives back are not let go", () => {
  const field = form()
  type(field, "Nine carts")
  submit(field)
  const refused = page<HTMLTextAreaElement>('<form action="http://localhost/writeup/3/"><textarea name="text">Nine carts</textarea><p class="field__error">Shorten it.</p></form>', "textarea")
  draftKeeper(refused)
  expect(form().value).toBe("Nine carts")
})

test("what is offered in a folded part of the page unfolds it", () => {
  type(form(), "Nine carts")
  const field = page<HTMLTextAreaElement>('<form action="http://localhost/writeup/3/"><details><textarea name="text"></textarea></details></form>', "textarea")
  draftKeeper(field)
  expect(field.closest("details")!.open).toBe(true)
})
