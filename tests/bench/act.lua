-- SPDX-License-Identifier: EUPL-1.2
-- wrk: one act on each of many cases. Arguments: file of references, action, version seen, body, then an API token each.
local ffi = require("ffi")
ffi.cdef [[ typedef struct { long seconds, nanoseconds; } bench_time; int clock_gettime(int clock, bench_time *time); ]]
local now = ffi.new("bench_time")
local function time_us()
    ffi.C.clock_gettime(1, now)
    return tonumber(now.seconds) * 1000000 + math.floor(tonumber(now.nanoseconds) / 1000)
end

local requests, asked = {}, 0
answered, good, began, ended = 0, 0, 0, 0

function setup(thread) bench_thread = thread end

function init(args)
    local tokens, n = #args - 4, 0
    for ref in io.lines(args[1]) do
        n = n + 1
        requests[n] = wrk.format("POST", "/services/api/v1/cases/" .. ref .. "/actions/" .. args[2], {
            Host = wrk.headers["Host"], Authorization = "Bearer " .. args[5 + n % tokens], ["Content-Type"] = "application/json",
            ["If-Match"] = '"' .. args[3] .. '"', ["Idempotency-Key"] = "bench-" .. args[2] .. "-" .. ref}, args[4])
    end
end

function request()
    asked = asked + 1
    if began == 0 then began = time_us() end
    return requests[asked] or requests[#requests]
end

function response(status)
    answered = answered + 1
    if status == 200 then good = good + 1 end
    ended = time_us()
    -- wrk itself sleeps on to the end of its time: when this one stopped is kept here.
    if answered >= #requests then wrk.thread:stop() end
end

function done(summary, latency, requests)
    io.write(string.format("figures %d %d %d %d %d\n", bench_thread:get("good"), bench_thread:get("ended") - bench_thread:get("began"),
        bench_thread:get("answered") - bench_thread:get("good"),
        latency:percentile(50), latency:percentile(99)))
end
