/** Where Direct Line stands on this server; clients call it their `domain`. */
export const prefix = '/v3/directline'
