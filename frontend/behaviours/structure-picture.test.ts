import { expect, test, vi } from "vitest"
import structurePicture from "./structure-picture"

const edit = vi.hoisted(() => vi.fn())
vi.mock("../diagrams/structure/editor", () => ({ edit }))

test("the picture is given to the editor, which comes by itself", async () => {
  document.body.innerHTML = `<section id="picture"></section>`
  const section = document.getElementById("picture") as HTMLElement
  structurePicture(section)
  expect(edit).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(edit).toHaveBeenCalledWith(section))
})
