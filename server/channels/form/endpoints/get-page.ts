import type { Endpoint } from '../../channel.ts'
import { formPage } from '../page/form-page.ts'
import { inForm, showingOf } from '../visit.ts'

/** `GET /:token`: the form's page, in `?lang=` or the browser's language; `?embed=1` for a frame in another page. */
export const getPage: Endpoint = {
  method: 'GET',
  path: '/:token',
  perMinute: 1200,
  handle: inForm(async (request, host, inbox) => formPage(showingOf(request, host, inbox))),
}
