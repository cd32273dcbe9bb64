// Package audit writes events to Mattermost's audit log, for administrators.
package audit

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

// API holds the calls of Mattermost's that this package makes.
type API interface {
	LogAuditRec(rec *model.AuditRecord)
}

// Names of the events in the audit log.
const (
	ChannelRoomSet     = "blizz_channel_room_set"
	ChannelRoomCleared = "blizz_channel_room_cleared"
	EndedByOther       = "blizz_invitation_ended_by_other"
	ChangedByOther     = "blizz_invitation_changed_by_other"
)

// Log records that a person did something. data holds the IDs of the things concerned, and neither topics nor
// passwords.
func Log(api API, event, userID string, data map[string]string) {
	record := plugin.MakeAuditRecord(event, model.AuditStatusSuccess)
	record.Actor.UserId = userID
	for name, value := range data {
		model.AddEventParameterToAuditRec(record, name, value)
	}
	api.LogAuditRec(record)
}
