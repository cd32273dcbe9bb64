// Package audit writes what administrators may have to account for into Mattermost's audit log.
package audit

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

// API is what this package asks of Mattermost.
type API interface {
	LogAuditRec(rec *model.AuditRecord)
}

// The events, as they are named in the audit log.
const (
	ChannelRoomSet     = "blizz_channel_room_set"
	ChannelRoomCleared = "blizz_channel_room_cleared"
	EndedByOther       = "blizz_invitation_ended_by_other"
	ChangedByOther     = "blizz_invitation_changed_by_other"
)

// Log records that a person did something. data says to what, by IDs alone: no topics and no passwords.
func Log(api API, event, userID string, data map[string]string) {
	record := plugin.MakeAuditRecord(event, model.AuditStatusSuccess)
	record.Actor.UserId = userID
	for name, value := range data {
		model.AddEventParameterToAuditRec(record, name, value)
	}
	api.LogAuditRec(record)
}
