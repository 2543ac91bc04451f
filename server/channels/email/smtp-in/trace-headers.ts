import type { SMTPServerSession } from 'smtp-server'

const oneLine = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 300)

/**
 * What a server that takes a mail over writes above it (RFC 5321, 4.4): the sender and recipient of the envelope
 * and when it came from where. The parser reads all three.
 */
export const traceHeaders = (session: SMTPServerSession, recipient: string, now: Date): Buffer => {
  const from = session.envelope.mailFrom ? oneLine(session.envelope.mailFrom.address) : ''
  const helo = oneLine(session.hostNameAppearsAs || 'unknown')
  const date = now.toUTCString().replace('GMT', '+0000')
  return Buffer.from(
    `Return-Path: <${from}>\r\nDelivered-To: ${oneLine(recipient)}\r\nReceived: from ${helo} ([${oneLine(session.remoteAddress)}]) by madoguchi with ${session.secure ? 'ESMTPS' : 'ESMTP'} id ${oneLine(session.id)};\r\n ${date}\r\n`,
  )
}
