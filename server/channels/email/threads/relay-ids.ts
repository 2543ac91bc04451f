/** SES's answer to a mail: the part of the Message-ID before the `@`. */
const sesAnswer = /^250 ok ([0-9a-f]{16}-[0-9a-f-]{20,60})$/i
/** Microsoft 365 and Outlook.com say the whole id. */
const microsoftAnswer = /^250 2\.0\.0 ok <([^<>\s]{1,200}\.outlook\.com)>/i
const awsRegion = /^[a-z]{2}(?:-[a-z]+)+-\d+$/

/** The Message-ID, without brackets, that Amazon SES gives a mail in one of its regions. */
export const sesMessageId = (id: string, region: string): string =>
  `${id.toLowerCase()}@${region === 'us-east-1' ? 'email' : region}.amazonses.com`

/** The region of an SES endpoint: `email-smtp.ap-northeast-1.amazonaws.com`, or one inside of a private network. */
const regionOf = (host: string): string | undefined => {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.')
  return /\.(?:amazonaws|awsapps)\.com$/.test(`.${labels.join('.')}`)
    ? labels.find((label) => awsRegion.test(label))
    : undefined
}

/**
 * The Message-ID, without brackets, by which a relay replaces ours, read from its answer to the mail; undefined where it
 * tells none. `host` is the name in the settings: the connection itself knows only the address that it was resolved to.
 */
export const relayIdIn = (answer: string, host: string): string | undefined => {
  const said = answer.trim()
  const microsoft = microsoftAnswer.exec(said)?.[1]
  if (microsoft) return microsoft
  const [, id] = sesAnswer.exec(said) ?? []
  const region = regionOf(host)
  return id && region ? sesMessageId(id, region) : undefined
}
