-- SPDX-License-Identifier: EUPL-1.2
-- wrk: one page, asked for by several people in turn. Arguments: most requests (0: no limit), then a cookie each.
local ffi = require("ffi")
ffi.cdef [[ typedef struct { long seconds, nanoseconds; } bench_time; int clock_gettime(int clock, bench_time *time); ]]
local now = ffi.new("bench_time")
local function time_us()
    ffi.C.clock_gettime(1, now)
    return tonumber(now.seconds) * 1000000 + math.floor(tonumber(now.nanoseconds) / 1000)
end

local cookies, limit, asked, answered = {}, 0, 0, 0

began, ended = 0, 0

function setup(thread) bench_thread = thread end

function init(args)
    limit = tonumber(args[1])
    for i = 2, #args do cookies[#cookies + 1] = wrk.format("GET", wrk.path, {Cookie = args[i], Host = wrk.headers["Host"], ["Accept-Language"] = "en"}) end
    if #cookies == 0 then cookies[1] = wrk.format("GET") end
    if limit > 0 then
        response = function()
            answered = answered + 1
            if answered >= limit then
                -- wrk itself sleeps on to the end of its time: when this one stopped is kept here.
                ended = time_us()
                wrk.thread:stop()
            end
        end
    end
end

function request()
    asked = asked + 1
    if began == 0 then began = time_us() end
    return cookies[asked % #cookies + 1]
end

function done(summary, latency, requests)
    io.write(string.format("figures %d %d %d %d %d\n", summary.requests,
        bench_thread:get("ended") > 0 and bench_thread:get("ended") - bench_thread:get("began") or summary.duration,
        summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout, latency:percentile(50), latency:percentile(99)))
end
