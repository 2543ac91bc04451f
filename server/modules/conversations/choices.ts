import type { Choice } from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { listAgents, listTeams } from '../agents/index.ts'
import { tagRows } from './queries/tags.ts'

const choice = (value: string, en: string, ja: string): Choice => ({ value, title: { en, ja } })

/** What people named themselves is called the same in both languages. */
const named = ({ id, name }: { id: string; name: string }): Choice => choice(id, name, name)

export const STATUSES = [
  choice('open', 'Open', '要対応'),
  choice('pending', 'Pending', '保留'),
  choice('snoozed', 'Snoozed', 'スヌーズ'),
  choice('resolved', 'Resolved', '解決済み'),
]
export const PRIORITIES = [
  choice('low', 'Low', '低'),
  choice('normal', 'Normal', '通常'),
  choice('high', 'High', '高'),
  choice('urgent', 'Urgent', '緊急'),
]
export const OPENERS = [
  choice('customer', 'The customer', 'お客様'),
  choice('agent', 'One of us', 'こちら（担当者）'),
  choice('system', 'The system', 'システム'),
]
export const DIRECTIONS = [
  choice('inbound', 'From the customer', 'お客様から'),
  choice('outbound', 'From us', 'こちらから'),
]

/** The workspace's tags. */
export const tagChoices = async (db: Db): Promise<Choice[]> => (await tagRows(db)).map(named)
/** Everybody who was ever here. */
export const agentChoices = async (db: Db): Promise<Choice[]> => (await listAgents(db)).map(named)
/** Who may sign in, and bots. */
export const activeChoices = async (db: Db): Promise<Choice[]> =>
  (await listAgents(db)).filter(({ active }) => active).map(named)
export const teamChoices = async (db: Db): Promise<Choice[]> => (await listTeams(db)).map(named)
