import { expect, test } from "vitest"
import { finding } from "../testing"
import { moved, type Finding } from "./findings"

const TEXT = "It rained. A canary would have caught this."
const words = (text: string, found: Finding[]) => found.map(one => text.slice(one.start, one.end))

test.each([
  ["typed ahead", `🌊 ${TEXT}`],
  ["typed behind", `${TEXT} And so on.`],
  ["a line above", `One\n\n${TEXT}`],
  ["taken out ahead", TEXT.replace("It rained. ", "")],
  ["nothing", TEXT],
])("words stay marked where they went: %s", (_, after) => {
  expect(words(after, moved([finding(TEXT, "would have caught")], TEXT, after))).toEqual(["would have caught"])
})

test.each([
  ["changed within", TEXT.replace("would have", "would never have")],
  ["taken out", TEXT.replace("would have caught ", "")],
  ["everything else", "Other words."],
])("words that were touched are not marked: %s", (_, after) => {
  expect(moved([finding(TEXT, "would have caught")], TEXT, after)).toEqual([])
})

test("the sentence moves along with its words", () => {
  const first = TEXT.indexOf("A canary")
  const [one] = moved([finding(TEXT, "would have caught", { first })], TEXT, `🌊🌊 ${TEXT}`)
  expect(`🌊🌊 ${TEXT}`.slice(one!.first, one!.last)).toBe("A canary would have caught this.")
})
