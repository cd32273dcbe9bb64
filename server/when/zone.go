package when

import (
	"regexp"
	"sync"
	"time"
)

// zoneName matches the names in the IANA time zone database. time.LoadLocation reads a file of that name.
var zoneName = regexp.MustCompile(`^[A-Z][A-Za-z0-9_+-]{1,31}(?:/[A-Za-z0-9_+-]{1,31}){0,2}$`)

const (
	// zoneTime is how long the rules of a time zone are kept in memory. After an update of the server's time zones, the
	// old rules stay that long.
	zoneTime = time.Minute
	// maxZones limits the time zones in memory. The IANA database has 600 names.
	maxZones = 1000
)

// readZones holds the time zones that were read within zoneTime, by name. time.LoadLocation reads and parses a file
// each time, and a list of a hundred plans needs the same zone a hundred times.
var readZones struct {
	sync.Mutex
	byName map[string]*time.Location
	since  time.Time
}

// Zone returns the time zone with an IANA name, such as "Europe/Berlin". It returns UTC for an empty or unknown name.
func Zone(name string) *time.Location {
	if !zoneName.MatchString(name) || name == "Local" {
		return time.UTC
	}
	readZones.Lock()
	defer readZones.Unlock()
	if zone, ok := readZones.byName[name]; ok && time.Since(readZones.since) < zoneTime {
		return zone
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	if time.Since(readZones.since) >= zoneTime || len(readZones.byName) >= maxZones {
		readZones.byName, readZones.since = map[string]*time.Location{}, time.Now()
	}
	readZones.byName[name] = zone
	return zone
}

// ForgetZones makes Zone read the rules of all time zones again.
func ForgetZones() {
	readZones.Lock()
	defer readZones.Unlock()
	readZones.byName, readZones.since = nil, time.Time{}
}
