import type { LucideIcon } from 'lucide-react'

/** A place of the app that stands in the rail. */
export interface RailPlace {
  /** Address of its first screen. */
  to: string
  icon: LucideIcon
  /** Key of its name among the texts, with the namespace: `app:rail.inbox`. */
  text: string
  /** Second key after G. */
  key: string
  /** Order from top to bottom; `foot` stands at the lower end. */
  place: number
  foot?: boolean
  /** A phone, whose bar has few places, shows it in the person's own menu. */
  aside?: boolean
  /** Permission without which it is not shown. */
  permission?: string
  /** A hook that counts what lies there and wants to be seen; it stands at the sign. */
  useCount?: () => number
  /** Pages inside it that the command bar offers by name. */
  pages?: readonly PlacePage[]
}

/** A page inside a place. */
interface PlacePage {
  to: string
  /** Key of its name, as for a place. */
  text: string
  /** More words under which it is found. */
  words?: string
  permission?: string
}
