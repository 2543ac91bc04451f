import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { agentsByIds, createPasswordLink } from '../agents/index.ts'
import { comesByProvider } from './sso/only-way.ts'
import { systemMail } from './system-mail.ts'

const TEXTS = {
  en: {
    subject: 'Reset your password',
    text: (name: string, url: string) =>
      `Hello ${name},\n\nYou can set a new password for Madoguchi with the link below. It works once, within one hour:\n\n${url}\n\nIf you did not ask for this, you can ignore this email. Your password will not change.\n`,
  },
  ja: {
    subject: 'パスワード再設定のご案内',
    text: (name: string, url: string) =>
      `${name} 様\n\nMadoguchiのパスワード再設定のお申し込みを受け付けました。\n以下のリンクから新しいパスワードを設定してください。リンクは1時間有効で、ご利用は1回限りです。\n\n${url}\n\nお心当たりのない場合は、このメールを破棄してください。現在のパスワードは変更されません。\n`,
  },
}

/** Mails a person a reset link. Without system mail nothing is sent: an owner hands a link over instead. */
export const mailReset = async (db: WorkspaceDb, agentId: string): Promise<void> => {
  const [agent] = await agentsByIds(db, [agentId])
  if (!agent?.active || (await comesByProvider(db, agent))) return
  const send = await systemMail(db, agent.email)
  if (!send) {
    db.kernel.log.warn(
      'a password reset was asked for, but no system mail is set up; an owner can create a link',
    )
    return
  }
  const url = await db.tx((tx) => createPasswordLink(tx, agent.id, 'reset'))
  const { subject, text } = TEXTS[agent.language]
  await send({ to: { name: agent.name, address: agent.email }, subject, text: text(agent.name, url) })
}
