package invitation

import (
	"bytes"
	"encoding/json"
	"slices"
)

// ownProps are the names of all props that an invitation writes.
var ownProps = []string{
	propService, propMeetingID, propTopic, propPassword, propStatus, propEndedAt, propStartsAt, propDuration, propRepeat, propSkipped,
	propMoved, propPlanID, propTimeZone, propProvider, propLink, propLasted, propJoined,
}

// SameProps tells whether the invitation's props in two posts are equal. It ignores other plugins' props, and the Go
// type of a number.
func SameProps(a, b map[string]any) bool {
	return !slices.ContainsFunc(ownProps, func(name string) bool {
		one, err := json.Marshal(a[name])
		other, otherErr := json.Marshal(b[name])
		return err != nil || otherErr != nil || !bytes.Equal(one, other)
	})
}
