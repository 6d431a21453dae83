/**
 * Lua: `isMet(condition, version)` says whether a change of the booking that stands under `version`
 * (nil for none) may be made (RFC 9110, 13.1.1 and 13.1.2). The condition is JSON with `ifMatch` (a
 * list of versions, or '*' for any) and `ifNoneMatch` ('*'), either of which may be missing.
 */
export const bookingCondition = `
local function isMet(text, version)
  local condition = cjson.decode(text)
  if condition.ifNoneMatch and version then return false end
  if not condition.ifMatch then return true end
  if not version then return false end
  if condition.ifMatch == '*' then return true end
  for _, wanted in ipairs(condition.ifMatch) do
    if wanted == version then return true end
  end
  return false
end
`;
