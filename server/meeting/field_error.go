package meeting

import (
	"fmt"
	"strconv"
)

// FieldError is an error in one field of a service's definition.
type FieldError struct {
	// Service is the service's index in the setting's list. It is -1 if the list itself is wrong.
	Service int
	// Name is the service's name in the definition; it may be empty.
	Name string
	// Field is the field's name in the definition, such as "hosts". It is empty if the list itself is wrong.
	Field string
	// Code is the reason.
	Code FieldCode
	// Value is the wrong part of the field; it may be empty.
	Value string
	// Other is the name of the service that already has the value.
	Other string
}

// FieldCode is the reason why a field is invalid.
type FieldCode string

// What can be wrong with a field.
const (
	FieldNotJSON     FieldCode = "not_json"     // the setting is no JSON list of services
	FieldTooMany     FieldCode = "too_many"     // more than MaxServices
	FieldMissing     FieldCode = "missing"      // a needed field is absent
	FieldUnknown     FieldCode = "unknown"      // a field or a value that does not exist
	FieldCharacters  FieldCode = "characters"   // characters that the field can't have
	FieldTooLong     FieldCode = "too_long"     // longer than the field can be
	FieldTaken       FieldCode = "taken"        // another service has it; Other is that service's name
	FieldPattern     FieldCode = "pattern"      // no RE2 expression
	FieldCost        FieldCode = "cost"         // a pattern that takes too long to match
	FieldEmptyID     FieldCode = "empty_id"     // a pattern that matches the empty text
	FieldHost        FieldCode = "host"         // no host name
	FieldPlaceholder FieldCode = "placeholder"  // the placeholder is absent, stands there twice, or stands at a wrong place
	FieldLink        FieldCode = "link"         // no http or https address
	FieldGroups      FieldCode = "groups"       // groups whose sizes do not add up to the length
	FieldNotForKind  FieldCode = "not_for_kind" // a field that this kind of service does not have
)

// Error returns the error in English. The settings page shows it in the administrator's language.
func (e FieldError) Error() string {
	text := "Services can't be used"
	if e.Service >= 0 {
		text = fmt.Sprintf("the service %q (number %d of Services) can't be used", e.Name, e.Service+1)
	}
	text += fmt.Sprintf(": %s %s", e.Field, e.Code)
	if e.Value != "" {
		text += fmt.Sprintf(" (%q)", e.Value)
	}
	if e.Other != "" {
		text += fmt.Sprintf(", it belongs to %q", e.Other)
	}
	return text
}

// Label returns a name for the service in messages: its own name, otherwise its number.
func (e FieldError) Label() string {
	if e.Name != "" {
		return e.Name
	}
	return strconv.Itoa(e.Service + 1)
}
