import { sql } from '../../server/kernel/db/index.ts'
import type { TestApp } from '../harness/app.ts'

const figures = async (app: TestApp): Promise<unknown[]> => {
  const metrics = await app.owner.ok<{ id: string }[]>('GET', '/api/metrics')
  const read = async ({ id }: { id: string }) => {
    const path = `/api/metrics/${id}?from=2026-01-01&to=2026-12-31&by=inbox`
    const { asOf: _, ...figure } = await app.owner.ok<{ asOf: string }>('GET', path)
    return figure
  }
  return Promise.all(metrics.map(async (metric) => [metric.id, await read(metric)]))
}

const counted = (app: TestApp) =>
  app.db.many(sql`
    select kind, origin, count(*)::integer as n, sum(value) as sum from facts
    where workspace_id = ${app.workspaceId} group by 1, 2 order by 1, 2`)

/** Every figure, and every fact that they are counted from. */
export const everyFigure = async (app: TestApp) => ({
  figures: await figures(app),
  counted: await counted(app),
})
