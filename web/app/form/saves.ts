import { chordOf, isComposing, type Press } from '../commands/keys.ts'

const saving = new Set(['enter', 'mod+s', 'mod+enter'])

/**
 * Tells whether a key press in a field saves its form. A field that hands its text over only when it is left has to
 * do so now, or the form is saved without it.
 */
export const savesForm = (press: Press): boolean => !isComposing(press) && saving.has(chordOf(press) ?? '')
