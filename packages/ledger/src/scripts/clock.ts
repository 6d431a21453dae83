/**
 * Lua: `currentMs()`, in milliseconds by Redis' own clock, by which leases are measured, so that workers
 * need not agree on the time.
 */
export const clock = `
local function currentMs()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`;
