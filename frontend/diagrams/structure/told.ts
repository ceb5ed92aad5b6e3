/** A control structure as it is told to the picture: plain values, the same from the page and from the server. */
export interface Part {
  id: string
  name: string
  kind: string
  /** The kind in the reader's words; stands under the name. */
  kind_in_words: string
  is_environment: boolean
  /** A sentence when several parties steer it; else empty. */
  steered_by: string
  /** Where it is told in full; a part with an address is a link. */
  href: string
}

export interface Arrow {
  id: string
  /** `gap`: nothing comes back, and nobody has said anything about it yet. */
  kind: "control" | "feedback" | "influence" | "gap"
  source: string
  target: string
  what: string
  /** The state as a word for shapes (`missing`, `misleading`, `not_given` …), and in the reader's words. */
  state: string
  says: string
  is_on_paper: boolean
  href: string
}

export interface Structure {
  title: string
  description: string
  parts: Part[]
  arrows: Arrow[]
}

export interface Picture {
  svg: string
  width: number
  height: number
  /** How long the placing took, in milliseconds. */
  took: number
  /** How many arrows have no room for their words: the table says them. */
  without_words: number
}
