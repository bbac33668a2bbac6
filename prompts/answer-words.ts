import answers from './answers.json' with { type: 'json' }
import small from './manners.json' with { type: 'json' }

export const answerWords = answers
export const manners: Record<string, { say: string; heard: string[] }> = small
