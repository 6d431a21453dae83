/**
 * Lua: `folded`, what scripts look at of the order's folded part: numbers of its entries,
 * confirmations and mails, its sent confirmations in the order in which they were sent, the deliveries
 * that were received, and its whole value; of an order that has none, nothing. `increase(field)` counts
 * on from there.
 */
export const readFolded = `
local function readFolded()
  local value = redis.call('HGET', KEYS[1], 'folded')
  if not value then
    return { entries = 0, confirmations = 0, mails = 0, sent = {}, received = {}, value = '' }
  end
  local head = cjson.decode(string.sub(value, 1, string.find(value, '\\n', 1, true) - 1))
  local _, entries, confirmations, sent, received = unpack(head)
  return {
    entries = entries, confirmations = confirmations, mails = #sent,
    sent = sent, received = received, value = value,
  }
end

local folded = readFolded()

local function findFolded(ticketSetId)
  for _, sent in ipairs(folded.sent) do
    if sent[1] == ticketSetId then return { state = 'sent', no = sent[2], attempts = sent[3] } end
  end
end

local function increase(field)
  if folded[field] > 0 then redis.call('HSETNX', KEYS[1], field, folded[field]) end
  return redis.call('HINCRBY', KEYS[1], field, 1)
end
`;
