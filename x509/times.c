#include "asn1/time.h"

#include "asn1/fast.h"
#include "x509/parse.h"

/* RFC 5280 4.1.2.5: through 2049 as UTCTime, later as GeneralizedTime, both in one form only. */
/*@ requires \valid_read(time);
    assigns \nothing;
*/
static bool in_profile(uint8_t tag, const struct pc_time *time)
{
        return time->profile && (tag == PC_TAG_UTC_TIME || time->year >= 2050);
}

/* A number that is the larger the later the time is. */
/*@ requires \valid_read(time);
    assigns \nothing;
*/
static uint64_t moment_of(const struct pc_time *time)
{
        const uint32_t date = time->year * 512u + time->month * 32u + time->day;
        const uint32_t clock = time->hour * 4096u + time->minute * 64u + time->second;

        return date * UINT64_C(0x100000000) | clock;
}

/* Time ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime }. 'moment' is set where it is one at all. */
/*@ requires valid_parse(p) && \valid(moment) && \separated(p, moment);
    assigns p->check, p->field, *moment;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
*/
static enum pc_result check_time(struct pc_parse *p, enum pc_field field, uint64_t *moment)
{
        const bool utc = pc_is_next(&p->check.at, PC_TAG_UTC_TIME);
        const uint8_t tag = utc ? PC_TAG_UTC_TIME : PC_TAG_GENERALIZED_TIME;
        struct pc_slice content;
        struct pc_time time;
        enum pc_result code = pc_fast_expect(&p->check.at, tag, &content);

        p->field = field;
        if (code != PC_OK) {
                return code;
        }
        if (pc_time_read(tag, content, &time) != PC_OK) {
                pc_parse_note(p, PC_IRREGULAR_TIME);
                return PC_OK;
        }
        if (!in_profile(tag, &time)) {
                pc_parse_note(p, PC_IRREGULAR_TIME_PROFILE);
        }
        *moment = moment_of(&time);
        return PC_OK;
}

/*@ requires valid_parse(p);
    assigns p->check, p->field, p->cert->validity;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->validity);
*/
enum pc_result pc_times_check(struct pc_parse *p)
{
        enum pc_field field = p->field;
        size_t behind;
        uint64_t from = 0;
        uint64_t until = UINT64_MAX;
        enum pc_result code = pc_scope_enter(&p->check.at, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        p->cert->validity = p->check.at;
        //@ ghost struct pc_slice fields = p->check.at;
        //@ assert entered(\at(p->check.at, Pre), fields, behind);
        code = check_time(p, PC_FIELD_NOT_BEFORE, &from);
        //@ assert code == PC_OK ==> rest_of(fields, p->check.at);
        //@ ghost struct pc_slice before = p->check.at;
        if (code == PC_OK) {
                code = check_time(p, PC_FIELD_NOT_AFTER, &until);
        }
        //@ assert code == PC_OK ==> follows(before, p->check.at);
        //@ assert code == PC_OK ==> rest_of(fields, p->check.at);
        if (code != PC_OK) {
                return code;
        }
        if (until < from) {
                pc_parse_note(p, PC_IRREGULAR_VALIDITY);
        }
        p->field = field;
        //@ assert rest_of(fields, p->check.at);
        //@ assert code == PC_OK && p->check.at.len == 0 ==> left(\at(p->check.at, Pre), p->check.at, behind);
        return pc_scope_leave(&p->check.at, behind, PC_OK);
}
