-- grain: none; what each of the ten statuses of the one-stop system means, written once. They stay in the
-- warehouse, for its view dossiers_as_of is asked there.

create or replace macro is_refused_status(code) as code = 3;

-- Mới đăng ký and Không được tiếp nhận are in no figure of the form.
create or replace macro is_accepted_status(code) as code not in (1, 3);

-- Được tiếp nhận and Đang xử lý: the clock runs.
create or replace macro is_running_status(code) as code in (2, 4);

-- Waiting for papers or a fee of the citizen, or paused: within time, whatever the due date.
create or replace macro is_waiting_status(code) as code in (5, 6, 8);

create or replace macro is_withdrawn_status(code) as code = 7;

create or replace macro is_finished_status(code) as code in (9, 10);

-- Whether an export of `as_of` shows a due date that passed while the clock ran.
create or replace macro missed_its_due(code, due_at, finished_at, as_of) as
    due_at::date < case
        when is_running_status(code) then as_of
        when is_finished_status(code) then finished_at::date
    end;

create or replace macro is_settled_status(code) as is_finished_status(code) or is_withdrawn_status(code);
