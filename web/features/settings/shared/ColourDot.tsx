import classes from './ColourInput.module.css'

/** A colour as a sign beside a name. */
export const ColourDot = ({ colour }: { colour: string }) => (
  <span className={classes.dot} style={{ background: colour }} aria-hidden="true" />
)
