import { checked } from '../words.js'
import source from './teams.json' with { type: 'json' }

/** What users read in Teams only: on cards, in the message extension, in forms. */
export const teamsWords = checked(source)
