package meeting

import (
	"fmt"
	"strconv"
)

// FieldError says what is wrong with one field of a service's definition.
type FieldError struct {
	// Service is the service's place in the list of the setting, from 0; -1 if the list itself is wrong.
	Service int
	// Name is what the service calls itself, for people; it may be empty.
	Name string
	// Field is the field's name in the definition, such as "hosts"; empty for the list itself.
	Field string
	// Code says what is wrong.
	Code FieldCode
	// Value is what of the field is wrong; it may be empty.
	Value string
	// Other is the name of the service that the value belongs to already.
	Other string
}

// FieldCode says what is wrong with a field.
type FieldCode string

// What can be wrong with a field.
const (
	FieldNotJSON     FieldCode = "not_json"     // the setting is no JSON list of services
	FieldTooMany     FieldCode = "too_many"     // more than MaxServices
	FieldMissing     FieldCode = "missing"      // nothing where something is needed
	FieldUnknown     FieldCode = "unknown"      // a field or a value that there is not
	FieldCharacters  FieldCode = "characters"   // characters that the field can't have
	FieldTooLong     FieldCode = "too_long"     // more than the field can have
	FieldTaken       FieldCode = "taken"        // another service has it; Other is its name
	FieldPattern     FieldCode = "pattern"      // no RE2 expression
	FieldCost        FieldCode = "cost"         // a pattern that takes too long to match
	FieldEmptyID     FieldCode = "empty_id"     // a pattern that matches nothing at all
	FieldHost        FieldCode = "host"         // no host name
	FieldPlaceholder FieldCode = "placeholder"  // the placeholder is not there once, or not where it can be
	FieldLink        FieldCode = "link"         // no http or https address
	FieldGroups      FieldCode = "groups"       // groups that do not make up the length
	FieldNotForKind  FieldCode = "not_for_kind" // a field that this kind of service does not have
)

// Error says what is wrong in English. The settings page says it in the administrator's language.
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

// Label is what the service is called where it is told what is wrong with it: its name, or its number.
func (e FieldError) Label() string {
	if e.Name != "" {
		return e.Name
	}
	return strconv.Itoa(e.Service + 1)
}
