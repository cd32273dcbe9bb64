package problem

import (
	"errors"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/meeting"
)

// fieldTexts describe the errors in a service's fields. Field is the field's name, Value the wrong part of it.
var fieldTexts = map[meeting.FieldCode]*i18n.Message{
	meeting.FieldNotJSON: {
		ID:    "problem.service.not_json",
		Other: "The services must be a JSON list: {{.Value}}.",
	},
	meeting.FieldTooMany: {
		ID:    "problem.service.too_many",
		Other: "There are too many: 20 services at most, and 16 hosts, lengths or links for each.",
	},
	meeting.FieldMissing: {
		ID:    "problem.service.missing",
		Other: "{{.Service}}: `{{.Field}}` is missing.",
	},
	meeting.FieldUnknown: {
		ID:    "problem.service.unknown",
		Other: "{{.Service}}: I don't know {{.Value}}.",
	},
	meeting.FieldCharacters: {
		ID:    "problem.service.characters",
		Other: "{{.Service}}: `{{.Field}}` has characters that it can't have. {{.Value}}",
	},
	meeting.FieldTooLong: {
		ID:    "problem.service.too_long",
		Other: "{{.Service}}: `{{.Field}}` is too long.",
	},
	meeting.FieldTaken: {
		ID:    "problem.service.taken",
		Other: "{{.Service}}: {{.Value}} belongs to {{.Other}} already.",
	},
	meeting.FieldPattern: {
		ID:    "problem.service.pattern",
		Other: "{{.Service}}: `{{.Value}}` is no regular expression of RE2. Nine digits are for example `[0-9]{9}`.",
	},
	meeting.FieldCost: {
		ID:    "problem.service.cost",
		Other: "{{.Service}}: this pattern would take too long to match. Make its numbers of repetitions smaller.",
	},
	meeting.FieldEmptyID: {
		ID:    "problem.service.empty_id",
		Other: "{{.Service}}: this pattern takes nothing at all for an ID. Write for example `+` in place of `*`.",
	},
	meeting.FieldHost: {
		ID:    "problem.service.host",
		Other: "{{.Service}}: {{.Value}} is no host name. Write for example `meet.example.com` or `*.example.com`.",
	},
	meeting.FieldPlaceholder: {
		ID:    "problem.service.placeholder",
		Other: "{{.Service}}: `{{.Field}}` needs {id} once behind the host, and for passwords `{password}` once as a parameter's value.",
	},
	meeting.FieldLink: {
		ID:    "problem.service.link",
		Other: "{{.Service}}: `{{.Field}}` must be an http or https address without a user name.",
	},
	meeting.FieldGroups: {
		ID:    "problem.service.groups",
		Other: "{{.Service}}: the groups of {{.Value}} don't make up the length. For 11 characters, write for example `3 4 4`.",
	},
	meeting.FieldNotForKind: {
		ID:    "problem.service.not_for_kind",
		Other: "{{.Service}}: a service of whole links has no `{{.Field}}`.",
	},
}

// templateTexts describe the errors in the join link template.
var templateTexts = map[meeting.TemplateError]*i18n.Message{
	meeting.ErrTemplateLength:      {ID: "problem.template.length", Other: "The join link is too long: 1,024 characters at most."},
	meeting.ErrTemplateCharacters:  {ID: "problem.template.characters", Other: "The join link has characters that no link can have."},
	meeting.ErrTemplatePlaceholder: {ID: "problem.template.placeholder", Other: "The join link needs {id} exactly once."},
	meeting.ErrTemplateURL:         {ID: "problem.template.url", Other: "The join link must be an http or https address."},
	meeting.ErrTemplateUserInfo:    {ID: "problem.template.user_info", Other: "The join link must not have a user name or a password."},
	meeting.ErrTemplateHost:        {ID: "problem.template.host", Other: "The {id} of the join link must stand behind the host."},
}

var serviceNameText = &i18n.Message{
	ID:    "problem.service_name",
	Other: "The service name has 64 characters at most, and no control characters or invisible ones.",
}

// OfSetting returns the text for an error of settings.CheckAll.
func OfSetting(err error) *i18n.LocalizeConfig {
	var field meeting.FieldError
	var template meeting.TemplateError
	switch {
	case errors.As(err, &field):
		return &i18n.LocalizeConfig{DefaultMessage: fieldTexts[field.Code], TemplateData: map[string]string{
			"Service": field.Label(), "Field": field.Field, "Value": field.Value, "Other": field.Other,
		}}
	case errors.As(err, &template):
		return &i18n.LocalizeConfig{DefaultMessage: templateTexts[template]}
	}
	return &i18n.LocalizeConfig{DefaultMessage: serviceNameText}
}
