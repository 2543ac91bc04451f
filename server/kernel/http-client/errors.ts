/** A sentence for people, in both languages. */
export interface Sentence {
  en: string
  ja: string
}

/** Why a request was refused by us before, or without, any answer: asking again does not help. */
export type Refusal = 'address' | 'private' | 'too-large' | 'redirect'

/** Why the other side could not be reached: asking again later may help. */
export type Failure = 'unknown-host' | 'connection' | 'certificate' | 'timeout' | 'protocol' | 'stopped'

/** The address may not be called, or the answer may not be taken. Final. The message is for people. */
export class HttpRefused extends Error {
  readonly why: Refusal
  readonly sentence: Sentence

  constructor(why: Refusal, sentence: Sentence) {
    super(sentence.en)
    this.name = 'HttpRefused'
    this.why = why
    this.sentence = sentence
  }
}

/** The other side did not answer. `maybeSent`: it may have got the request all the same. The message is for people. */
export class HttpUnreachable extends Error {
  readonly why: Failure
  readonly sentence: Sentence
  readonly maybeSent: boolean

  constructor(why: Failure, sentence: Sentence, maybeSent: boolean) {
    super(sentence.en)
    this.name = 'HttpUnreachable'
    this.why = why
    this.sentence = sentence
    this.maybeSent = maybeSent
  }
}
