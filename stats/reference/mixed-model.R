# lme4::lmer on published data and on simulated crossed ratings; standard errors of the predictions from Henderson's equations.
source("write.R")
suppressPackageStartupMessages(library(lme4))
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 0.2, rhoend = 1e-9, maxfun = 20000), check.conv.grad = "ignore")

# sigma² times the inverse of Henderson's coefficient matrix: the variance of (predicted − true), fixed effects estimated
prediction_errors <- function(fit) {
  X <- getME(fit, "X"); Z <- as.matrix(getME(fit, "Z")); L <- as.matrix(getME(fit, "Lambda"))
  ZL <- Z %*% L; q <- ncol(Z); p <- ncol(X)
  M <- rbind(cbind(crossprod(ZL) + diag(q), crossprod(ZL, X)), cbind(crossprod(X, ZL), crossprod(X)))
  V <- sigma(fit)^2 * solve(M)
  T <- rbind(cbind(L, matrix(0, q, p)), cbind(matrix(0, p, q), diag(p)))
  sqrt(diag(T %*% V %*% t(T)))[seq_len(q)]
}
value <- function(fit) {
  vc <- as.data.frame(VarCorr(fit))
  list(reml = as.numeric(REMLcrit(fit)), coefficients = unname(fixef(fit)), se = unname(sqrt(diag(as.matrix(vcov(fit))))),
       sd = vc$sdcor[is.na(vc$var2)], correlation = vc$sdcor[!is.na(vc$var2)], groups = vc$grp[is.na(vc$var2)])
}
effects <- function(fit) lapply(ranef(fit, condVar = FALSE), function(d) unname(as.matrix(d)))

sleep_fit <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy, control = tight)
sleep_errors <- matrix(prediction_errors(sleep_fit), ncol = 2, byrow = TRUE)
penicillin_fit <- lmer(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin, control = tight)

# 60 students of 8 mentors on 6 questions at 4 occasions; some change mentor; a characteristic, the time and their product
set.seed(41)
students <- 60; mentors <- 8; outcomes <- 6
d <- expand.grid(outcome = seq_len(outcomes), time = 0:3, student = seq_len(students))
first <- rep(seq_len(mentors), length.out = students)
moved <- matrix(runif(students * 4) < 0.2, students)
own <- matrix(first, students, 4)
for (t in 2:4) own[, t] <- ifelse(moved[, t], sample(mentors, students, TRUE), own[, t - 1])
d$mentor <- own[cbind(d$student, d$time + 1)]
d$group <- as.integer(d$student %% 4 == 0)
u <- rnorm(students, sd = 0.6); v <- 0.3 * u * 0.3 + rnorm(students, sd = 0.15)
m <- rnorm(mentors, sd = 0.3); o <- rnorm(outcomes, sd = 0.25)
y <- 2.1 + 0.2 * d$time - 0.3 * d$group + u[d$student] + v[d$student] * d$time + m[d$mentor] + o[d$outcome] + rnorm(nrow(d), sd = 0.5)
d$y <- pmin(4, pmax(1, round(y)))
d <- d[runif(nrow(d)) > 0.15, ]
crossed_fit <- lmer(y ~ time + group + time:group + (time | student) + (1 | mentor) + (1 | outcome), d, control = tight)
errors <- prediction_errors(crossed_fit)
flist <- getME(crossed_fit, "Gp")
pieces <- lapply(seq_len(length(flist) - 1), function(i) errors[(flist[i] + 1):flist[i + 1]])
names(pieces) <- names(getME(crossed_fit, "cnms"))

write_reference(
  "mixed-model",
  list(sleepstudy = list(y = sleepstudy$Reaction, days = sleepstudy$Days, subject = as.integer(sleepstudy$Subject)),
       penicillin = list(y = Penicillin$diameter, plate = as.integer(Penicillin$plate), sample = as.integer(Penicillin$sample)),
       crossed = as.list(d)),
  list(sleepstudy = c(value(sleep_fit), list(subjects = effects(sleep_fit)$Subject, subjectErrors = sleep_errors)),
       penicillin = c(value(penicillin_fit), list(plates = effects(penicillin_fit)$plate[, 1], samples = effects(penicillin_fit)$sample[, 1])),
       crossed = c(value(crossed_fit), list(effects = effects(crossed_fit), errors = pieces)))
)
