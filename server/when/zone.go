package when

import (
	"regexp"
	"sync"
	"time"
)

// zoneName is the format of the names in the IANA time zone database. time.LoadLocation reads files of that name.
var zoneName = regexp.MustCompile(`^[A-Z][A-Za-z0-9_+-]{1,31}(?:/[A-Za-z0-9_+-]{1,31}){0,2}$`)

const (
	// zoneTime is how long the rules of a time zone are remembered. Whoever updates the server's time zones waits as long.
	zoneTime = time.Minute
	// maxZones bounds how many time zones are remembered. The IANA database has 600 names.
	maxZones = 1000
)

// readZones are the time zones that were read within the last minute, by their names. time.LoadLocation reads and parses
// a file each time, and a list of a hundred plans asks for the same zone a hundred times.
var readZones struct {
	sync.Mutex
	byName map[string]*time.Location
	since  time.Time
}

// Zone returns the time zone of an IANA name, such as "Europe/Berlin"; UTC for one that is empty or not known.
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

// ForgetZones has the rules of all time zones read anew.
func ForgetZones() {
	readZones.Lock()
	defer readZones.Unlock()
	readZones.byName, readZones.since = nil, time.Time{}
}
