package invitation

import (
	"encoding/json"
	"math"
	"strconv"
	"time"

	"mattermost-plugin-blizz/server/when"
)

// writeSeries writes the props of a repetition: the value of an RRULE property, a list of skipped starts, and an object
// from original starts to moved ones. The types are those that Mattermost's plugin RPC can carry.
func (i Invitation) writeSeries(props map[string]any) {
	if !i.When.Rule.Repeats() {
		return
	}
	props[propRepeat] = i.When.Rule.String()
	if len(i.When.Skipped) > 0 {
		skipped := make([]any, len(i.When.Skipped))
		for at, start := range i.When.Skipped {
			skipped[at] = start.UnixMilli()
		}
		props[propSkipped] = skipped
	}
	if len(i.When.Moved) > 0 {
		moved := make(map[string]any, len(i.When.Moved))
		for _, move := range i.When.Moved {
			moved[strconv.FormatInt(move.From.UnixMilli(), 10)] = move.To.UnixMilli()
		}
		props[propMoved] = moved
	}
}

// plan reads when the meeting takes place. It leaves out invalid values.
func plan(props map[string]any) when.Plan {
	var read when.Plan
	if start := moment(props[propStartsAt]).Truncate(time.Minute); start.UnixMilli() > 0 {
		zone := when.Zone(text(props, propTimeZone))
		read.Start = start.In(zone)
		read = readSeries(read, props)
	}
	minutes := number(props[propDuration])
	if minutes <= int64(when.MaxDuration/time.Minute) && when.CheckDuration(time.Duration(minutes)*time.Minute) == nil {
		read.Duration = time.Duration(minutes) * time.Minute
	}
	return read
}

// readSeries reads the repetition of a planned meeting. It leaves out an unreadable rule, and a rule without a start.
func readSeries(planned when.Plan, props map[string]any) when.Plan {
	rule, err := when.ParseRule(text(props, propRepeat), planned.Start.Location())
	if err != nil {
		return planned
	}
	series := planned
	series.Rule = rule
	series, err = series.Aligned()
	if err != nil {
		return planned
	}
	return series.WithExceptions(readSkipped(props), readMoved(props))
}

func readSkipped(props map[string]any) []time.Time {
	list, _ := props[propSkipped].([]any)
	var skipped []time.Time
	for _, value := range list[:min(len(list), when.MaxExceptions)] {
		if start := moment(value); !start.IsZero() {
			skipped = append(skipped, start)
		}
	}
	return skipped
}

// readMoved reads the moved starts. If there are too many, it returns none: the object has no order, so none could be
// preferred.
func readMoved(props map[string]any) []when.Move {
	object, _ := props[propMoved].(map[string]any)
	if len(object) > when.MaxExceptions {
		return nil
	}
	var moved []when.Move
	for from, to := range object {
		move := when.Move{From: moment(json.Number(from)), To: moment(to)}
		if !move.From.IsZero() && !move.To.IsZero() {
			moved = append(moved, move)
		}
	}
	return moved
}

// latest is the last moment that is read: the end of the year 9999. Later ones have no usual written form.
var latest = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC).UnixMilli()

// moment reads milliseconds since 1970. It returns zero for another type.
func moment(value any) time.Time {
	ms := number(value)
	if ms <= 0 || ms > latest {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// number reads a whole number. It returns zero for another type. JSON and the plugin RPC bring numbers as different
// types.
func number(value any) int64 {
	switch number := value.(type) {
	case int64:
		return number
	case float64:
		if number >= math.MinInt64 && number < math.MaxInt64 {
			return int64(number)
		}
	case json.Number:
		whole, _ := number.Int64()
		return whole
	}
	return 0
}
