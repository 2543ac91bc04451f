/** Open from one minute after local midnight to another; `closes` may pass 1,440: the block then ends on the next day. */
export interface Block {
  opens: number
  closes: number
}

/** A day that differs from its week: a holiday, an inventory, a sale. Its blocks replace those that begin on that day. */
export interface SpecialDay {
  /** YYYY-MM-DD. */
  date: string
  name: string
  /** None: closed. */
  blocks: readonly Block[]
}

/** A public holiday on its day, with its names. */
export interface Holiday {
  /** YYYY-MM-DD. */
  date: string
  name: { en: string; ja: string }
}

/** The public holidays of a year by date: always the same for the same year. */
export type Holidays = (year: number) => readonly Holiday[]

/** When people work. Wall-clock times of its zone: a block is open whenever the clock on the wall says so. */
export interface Calendar {
  /** IANA name: Asia/Tokyo. */
  timeZone: string
  /** Seven lists, Monday first. */
  week: readonly (readonly Block[])[]
  days: readonly SpecialDay[]
  /** Days that are closed, too; a special day on the same date holds instead. */
  holidays?: Holidays | undefined
}

export const DAY_MINUTES = 1440

/** Monday to Friday, nine to six: what holds until a workspace says otherwise. */
export const officeHours = (timeZone: string): Calendar => ({
  timeZone,
  week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => (weekday <= 5 ? [{ opens: 9 * 60, closes: 18 * 60 }] : [])),
  days: [],
})
