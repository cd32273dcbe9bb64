package invitation

import "mattermost-plugin-blizz/server/when"

// The names of the props that the record of a plan is read by.
const (
	PropPlanID   = propPlanID
	PropStartsAt = propStartsAt
)

// PlanOf is when the meeting of some props takes place, without what is not right.
func PlanOf(props map[string]any) when.Plan {
	return plan(props)
}

// PlanProps are those of an invitation's props that PlanOf reads.
func PlanProps(plan when.Plan) map[string]any {
	props := map[string]any{}
	Invitation{When: plan}.writePlan(props)
	return props
}
